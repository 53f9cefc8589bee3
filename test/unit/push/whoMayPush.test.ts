import fc from 'fast-check';
import { BlockList, isIP } from 'node:net';
import { orderMatcher } from '../../../nodes/WoSignDoc/push/caller/expectedOrders';
import {
	BETWEEN_RANGES,
	invalidRanges,
	isInRanges,
} from '../../../nodes/WoSignDoc/push/caller/ipRange';
import { entriesOf } from '../../../nodes/WoSignDoc/push/caller/listOption';

const rangesOf = (list: string) => entriesOf(list, BETWEEN_RANGES);

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
		['203.0.113.7', '::ffff:203.0.113.0/120', true],
		['::ffff:203.0.113.007', '203.0.113.7', false],
		['::ffff:010.0.0.1', '10.0.0.1', false],
		['::ffff:0x0a.0.0.1', '10.0.0.1', false],
		['010.0.0.1', '10.0.0.1', false],
		['::10.0.0.1', '10.0.0.1', false],
		['0::10.0.0.1', '10.0.0.1', false],
		['::10.0.0.1', '::/8', false],
		['fe80::1%eth0', 'fe80::/10', true],
		['::ffff:10.0.0.2%eth0', '10.0.0.1', false],
		['203.0.113.7', '::/0', false],
		['2001:db8::1', '0.0.0.0/0', false],
		['203.0.113.7', '10.0.0.0/8, 203.0.113.0/24', true],
		['', '0.0.0.0/0', false],
		['nonsense', '0.0.0.0/0', false],
	])('%s in %s: %s', (address, list, expected) => {
		expect(isInRanges(address, rangesOf(list))).toBe(expected);
	});

	it('names what is neither an address nor a range', () => {
		const ranges = rangesOf('10.0.0.0/8 10.0.0.1/33,example.com;::1\n1.2.3 fe80::1%eth0');
		expect(invalidRanges(ranges)).toEqual([2, 3, 5, 6]);
	});

	it('names ranges of more than the IPv4-mapped addresses, which hold none of those IPv4 addresses', () => {
		expect(
			invalidRanges(rangesOf('::ffff:203.0.113.0/24 ::ffff:10.0.0.0/8 ::ffff:cb00:7100/95')),
		).toEqual([1, 2, 3]);
	});

	it('names what programs read as different addresses', () => {
		const ranges = rangesOf('::10.0.0.1 ::ffff:010.0.0.1 ::ffff:010.0.0.0/104 010.0.0.1');
		expect(invalidRanges(ranges)).toEqual([1, 2, 3, 4]);
	});

	it('are never more than Node.js itself says, however both are spelled', () => {
		const octet = fc.constantFrom('0', '1', '10', '255', '010', '0x0a');
		const dotted = fc.array(octet, { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.'));
		const start = fc.constantFrom('', '::', '::ffff:', '::FFFF:', '0:0:0:0:0:ffff:', '::ffff:0:');
		const spelled = fc.tuple(start, dotted).map((parts) => parts.join(''));
		fc.assert(
			fc.property(spelled, spelled, fc.integer({ min: 1, max: 32 }), (address, network, host) => {
				const bits = (network.includes(':') ? 128 : 32) - (host - 1);
				const range = `${network}/${bits}`;
				const isAllowed = invalidRanges([range]).length === 0 && isInRanges(address, [range]);
				expect(isAllowed && !isInBlock(address, network, bits)).toBe(false);
			}),
			{ numRuns: 3_000 },
		);
	});
});

/** Whether Node.js, which reads strictly, finds the address in the network; one mapped to IPv6 is IPv4 to it. */
function isInBlock(address: string, network: string, bits: number): boolean {
	if (isIP(address) === 0 || isIP(network) === 0) return false;
	const block = new BlockList();
	block.addSubnet(network, bits, isIP(network) === 4 ? 'ipv4' : 'ipv6');
	return block.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

describe('expected orders', () => {
	it.each([
		['A-1, A-2\nA-3', 'A-2', true],
		['A-1, A-2\nA-3', 'A-3', true],
		['A-1', 'A-10', false],
		['/^HR-\\d+$/', 'HR-42', true],
		['/^HR-\\d+$/', 'xHR-42', false],
		[' /^HR-/ ', 'HR-42', true],
		['/^hr-/i', 'HR-42', true],
		['/^hr-/', 'HR-42', false],
		['/^HR/g', 'HR-42', true],
		['/^a.b$/', 'a\nb', false],
		['/^a.b$/s', 'a\nb', true],
		['/^b$/m', 'a\nb', true],
		['/^合同.$/u', '合同𠮷', true],
		['/^(?:HR|FIN)-[0-9]{4}$/', 'FIN-2026', true],
		[['A-1', 7], '7', true],
		[['/.*/'], 'anything', false],
	])('%j takes "%s": %s', async (expected, orderNumber, taken) => {
		const matches = await orderMatcher(expected);
		if (typeof matches === 'string') throw new Error(matches);
		expect([matches(orderNumber), matches(orderNumber)]).toEqual([taken, taken]);
	});

	it.each([
		['/(/', /^is not a regular expression of RE2 \(missing closing \)\): write it without /],
		['/a(?=b)/', /without lookaheads, lookbehinds and backreferences$/],
		['/(a)\\1/', /without lookaheads, lookbehinds and backreferences$/],
		['/a/y', /^has a flag other than /],
		['/a/constructor', /^has a flag other than /],
		[`/${'a'.repeat(1_001)}/`, /^is too large /],
		[
			'/(?:[a-z]{1,30}-){1,30}[0-9]{1,999}\\pL{999}\\pL{999}\\pL{999}\\pL{999}\\pL{999}\\pL{999}\\pL{999}\\pL{999}/',
			/^is too large /,
		],
		['//', /^is empty/],
		['/^()$/', /^accepts an empty order number/],
		['/^HR-\\d+$|/', /^accepts an empty order number/],
		['', /^is empty/],
		['  ', /^is empty/],
		[',', /^is empty/],
		[[], /^is empty/],
		[['', ' '], /^is empty/],
	])('%j is wrong', async (expected, problem) => {
		expect(await orderMatcher(expected)).toMatch(problem);
	});

	// Under JavaScript's own engine each of these would go on long after everybody is dead.
	it.each(['/^(a+)+$/', '/^(a|a)+$/', '/^(a|aa)+$/', '/^(.*)*(.*)*(.+)*.$/i', '/(a+a+)+y/'])(
		'%s is tried on an order number made to hold it up in no time',
		async (expected) => {
			const matches = await orderMatcher(expected);
			if (typeof matches === 'string') throw new Error(matches);
			expect(matches(`${'a'.repeat(998)}\n!`)).toBe(false);
		},
	);

	it('an expression takes no order number of more than 1,000 characters', async () => {
		const matches = await orderMatcher('/^a/');
		if (typeof matches === 'string') throw new Error(matches);
		expect(['a'.repeat(1_000), 'a'.repeat(1_001)].map(matches)).toEqual([true, false]);
	});
});
