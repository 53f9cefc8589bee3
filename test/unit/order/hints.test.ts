import { Hints } from '../../../nodes/WoSignDoc/order/send/hints';

function messagesOf(...texts: string[]): string[] {
	const hints = new Hints();
	texts.forEach((text) => hints.add(text));
	return hints.list().map(({ message }) => message);
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `hint ${index}`);

describe('the hints above a run', () => {
	it('are none when there is nothing to say', () => {
		expect(messagesOf()).toEqual([]);
	});

	it('are warnings, in the order in which they came up', () => {
		const hints = new Hints();
		['second', 'first'].forEach((text) => hints.add(text));
		expect(hints.list()).toEqual([
			{ message: 'second', type: 'warning' },
			{ message: 'first', type: 'warning' },
		]);
	});

	it('say a thing once, with the number of items that it is about', () => {
		expect(messagesOf('a', 'b', 'a', 'a')).toEqual(['a (3 items)', 'b']);
	});

	it('hold no tag, for n8n shows them as HTML', () => {
		expect(messagesOf('unknown field "<img src=http://192.0.2.1/>" <b>was ignored</b>')).toEqual([
			'unknown field "‹img src=http://192.0.2.1/>" ‹b>was ignored‹/b>',
		]);
	});

	it.each([
		[10, undefined],
		[11, '1 more warning is in the items’ output, under "warnings"'],
		[25, '15 more warnings are in the items’ output, under "warnings"'],
	])('are at most ten, and say where the rest is: of %i', (count, rest) => {
		const shown = messagesOf(...numbered(count));
		expect(shown.slice(0, 10)).toEqual(numbered(10));
		expect(shown.slice(10)).toEqual(rest === undefined ? [] : [rest]);
	});
});
