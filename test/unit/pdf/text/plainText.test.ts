import { plainText } from '../../../../nodes/WoSignDoc/pdf/text/plainText';

const from = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
const RADICALS = from(0x2e80, 0x2fdf).filter((character) => /\p{Radical}/u.test(character));

describe('a character used for another', () => {
	it.each([
		['⽅', '方', 'a Kangxi radical'],
		['⾧', '長', 'a Kangxi radical in its old form'],
		['⼾', '户', 'a Kangxi radical whose form the fonts have not'],
		['⻓', '长', 'a radical of the supplement'],
		['⺈', '刀', 'a radical that is written otherwise alone'],
		['㇐', '一', 'a stroke'],
		['\uf90a', '金', 'a compatibility ideograph'],
		['\u{2f800}', '丽', 'a compatibility ideograph of the supplement'],
		['﹙', '(', 'a small form'],
		['︵', '(', 'a vertical form'],
		['Ａ', 'A', 'a letter of full width'],
		['㈱', '(株)', 'a sign of several characters'],
		['葛\u{e0100}', '葛', 'a variant of a character'],
		['盖\u00ad\u200b章', '盖章', 'nothing to be seen'],
	])('is the character meant: %s is %s, as %s', (written, meant) => {
		expect(plainText(written)).toBe(meant);
		expect(plainText(meant)).toBe(meant);
	});

	it('is never a radical, except for the one that no character resembles', () => {
		expect(RADICALS).toHaveLength(329);
		const left = RADICALS.filter((radical) => /\p{Radical}/u.test(plainText(radical)));
		expect(left).toEqual(['⺀']);
	});

	it('is itself where it stands for nothing else', () => {
		const characters = [...from(0x4e00, 0x9fff), ...from(0x3400, 0x4dbf), ...from(0x3041, 0x3096)];
		const changed = characters.filter((character) => plainText(character) !== character);
		expect(changed).toEqual(['戶', '戸', '靑']);
	});
});
