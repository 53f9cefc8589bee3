import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterCollection } from '../../../../nodes/WoSignDoc/pdf/text/characterCollection';
import { readCodeMap } from '../../../../nodes/WoSignDoc/pdf/text/codeMap';
import { plainText } from '../../../../nodes/WoSignDoc/pdf/text/plainText';
import { predefinedMap } from '../../../../nodes/WoSignDoc/pdf/text/predefinedMaps';

/** Adobe's own tables, as Debian's poppler-data has them. */
const TABLES = '/usr/share/poppler';
const missing = existsSync(TABLES) ? '' : 'poppler-data is not installed';

/** Of each code of one of Adobe's CMaps, its bytes and the number of its glyph. */
function codesOf(ordering: string, name: string): [Buffer, number][] {
	const { ranges, cids } = readCodeMap(
		readFileSync(join(TABLES, 'cMap', `Adobe-${ordering}`, name)),
	);
	return [...cids].map(([code, cid]) => {
		const range = ranges.find(({ first, last }) => code >= first && code <= last);
		const bytes = Buffer.alloc(4);
		bytes.writeUInt32BE(code);
		return [bytes.subarray(4 - (range?.length ?? 0)), cid];
	});
}

(missing ? describe.skip : describe)(
	`the characters of a CJK font${missing && ` (skipped: ${missing})`}`,
	() => {
		it.each(['GB1', 'CNS1', 'Japan1', 'Korea1'])(
			'are those of the collection %s',
			async (ordering) => {
				const collection = await characterCollection(ordering);
				const file = join(TABLES, 'cidToUnicode', `Adobe-${ordering}`);
				const points = readFileSync(file, 'latin1').trim().split('\n');
				const different = points.filter((point, cid) => {
					const [text, code] = [collection?.textOf(cid) ?? '', parseInt(point, 16)];
					return code > 0 && plainText(text) !== plainText(String.fromCodePoint(code));
				});
				expect(points.length).toBeGreaterThan(18_000);
				// Poppler's tables have one character each, and are older.
				expect(different.length / points.length).toBeLessThan(0.15);
			},
		);

		it.each([
			['GB1', 'GB-EUC-H'],
			['GB1', 'GBK-EUC-H'],
			['GB1', 'GBKp-EUC-H'],
			['GB1', 'GBK2K-H'],
			['GB1', 'UniGB-UCS2-H'],
			['GB1', 'UniGB-UTF16-H'],
			['GB1', 'UniGB-UTF32-H'],
			['GB1', 'UniGB-UTF8-H'],
			['CNS1', 'B5pc-H'],
			['CNS1', 'ETen-B5-H'],
			['Japan1', '90ms-RKSJ-H'],
			['Japan1', '90msp-RKSJ-H'],
			['Japan1', 'EUC-H'],
			['Japan1', 'H'],
			['Japan1', 'UniJIS-UCS2-H'],
			['Japan1', 'UniJIS-UTF16-H'],
			['Korea1', 'KSC-EUC-H'],
			['Korea1', 'UniKS-UTF16-H'],
		])('are those of the predefined CMap of %s: %s', async (ordering, name) => {
			const collection = await characterCollection(ordering);
			const map = predefinedMap(name);
			const codes = codesOf(ordering, name);
			const lengths = codes.filter(([bytes]) => map?.lengthAt(bytes) !== bytes.length);
			const texts = codes.map(([bytes, cid]) => [map?.textOf(bytes), collection?.textOf(cid)]);
			const same = texts.filter(([one = '', other = '']) => plainText(one) === plainText(other));
			expect(codes.length).toBeGreaterThan(6_000);
			// Of B5pc two signs of the Macintosh.
			expect(lengths.length).toBeLessThan(3);
			expect(same.length / codes.length).toBeGreaterThan(0.97);
		});
	},
);

describe('a code that its encoding does not have', () => {
	it('stands for no character, not for that of its second byte', () => {
		expect(predefinedMap('KSCms-UHC-H')?.textOf(Buffer.from([0x81, 0x41]))).toBe('');
		expect(predefinedMap('GBK-EUC-H')?.textOf(Buffer.from([0xff, 0x41]))).toBe('');
	});

	it('has no predefined CMap with an unknown name', () => {
		for (const name of ['Identity-H', 'Identity-V', 'GBK-EUC', '-H', 'X-H', '']) {
			expect(predefinedMap(name)).toBeUndefined();
		}
		expect(predefinedMap('V')?.isVertical).toBe(true);
		expect(predefinedMap('H')?.isVertical).toBe(false);
	});
});
