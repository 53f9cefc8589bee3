import { orderMatcher } from '../../../nodes/WoSignDoc/push/expectedOrders';
import { invalidRanges, isInRanges, rangesOf } from '../../../nodes/WoSignDoc/push/ipRange';

describe('allowed addresses', () => {
	it.each([
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.8', '203.0.113.7', false],
		['::ffff:203.0.113.7', '203.0.113.7', true],
		['203.0.113.200', '203.0.113.0/24', true],
		['203.0.114.1', '203.0.113.0/24', false],
		['2001:db8::1', '2001:db8::/32', true],
		['2001:0DB8:0:0::1', '2001:db8::1', true],
		['2001:db9::1', '2001:db8::/32', false],
		['203.0.113.7', '::/0', false],
		['2001:db8::1', '0.0.0.0/0', false],
		['203.0.113.7', '10.0.0.0/8, 203.0.113.0/24', true],
		['', '0.0.0.0/0', false],
		['nonsense', '0.0.0.0/0', false],
	])('%s in %s: %s', (address, list, expected) => {
		expect(isInRanges(address, rangesOf(list))).toBe(expected);
	});

	it('names what is neither an address nor a range', () => {
		const ranges = rangesOf('10.0.0.0/8 10.0.0.1/33,example.com;::1\n1.2.3');
		expect(invalidRanges(ranges)).toEqual(['10.0.0.1/33', 'example.com', '1.2.3']);
	});
});

describe('expected orders', () => {
	it.each([
		['', 'anything', true],
		['  ', 'anything', true],
		['A-1, A-2\nA-3', 'A-2', true],
		['A-1, A-2\nA-3', 'A-3', true],
		['A-1', 'A-10', false],
		['/^HR-\\d+$/', 'HR-42', true],
		['/^HR-\\d+$/', 'xHR-42', false],
		['/^hr-/i', 'HR-42', true],
		['/^HR/g', 'HR-42', true],
		[['A-1', 7], '7', true],
		[[], 'anything', false],
		[',', '', false],
	])('%j takes "%s": %s', (expected, orderNumber, taken) => {
		const matches = orderMatcher(expected);
		expect([matches(orderNumber), matches(orderNumber)]).toEqual([taken, taken]);
	});

	it('refuses a wrong regular expression', () => {
		expect(() => orderMatcher('/(/')).toThrow();
	});
});
