import fc from 'fast-check';
import { readJsonText } from '../../../nodes/WoSignDoc/order/input/jsonText';

const problemOf = (text: string) => {
	const read = readJsonText(text);
	return read.kind === 'value' ? undefined : read.problem;
};

describe('JSON text that a person gave', () => {
	it.each([
		['[\n{"a": "b"; }]', 'at line 2 column 10'],
		['Mr. Zhang', 'at line 1 column 1'],
		['[1,\n2,\n  x, 4, 5, 6, 7, 8, 9, 10]', 'at line 3 column 3'],
		['{"a":tru}', 'at line 1 column 9'],
		['{"a":1}}', 'at line 1 column 8'],
		['{"姓名":"张三", 7}', 'at line 1 column 13'],
		['```json\n[1,\n?]\n```', 'at line 3 column 1'],
		['```json [?]\n```', 'at line 1 column 10'],
		['\ufeff[?]', 'at line 1 column 3'],
		['{“a”:1}', 'at line 1 column 2: “ is full-width'],
		['[1，2]', 'at line 1 column 3: ， is full-width'],
		['["at position 9",?]', 'at line 1 column 18'],
		['[object Object]', 'at line 1 column 2'],
		['undefined', 'at line 1 column 1'],
		['[{"a":', 'at its end'],
		['{"a":"b', 'at its end'],
	])('is reported with the position of the error: %j', (text, place) => {
		expect(problemOf(text)).toContain(`not valid JSON, ${place}`);
	});

	it('is reported at the exact position of an inserted invalid character', () => {
		const value = fc.array(fc.record({ name: fc.string(), page: fc.nat() }), { minLength: 1 });
		fc.assert(
			fc.property(value, fc.boolean(), (json, isLong) => {
				const text = JSON.stringify(json, null, isLong ? 2 : 0);
				const wrong = text.replace(/\}(?=\s*\]$)/, '?}');
				const before = wrong.slice(0, wrong.lastIndexOf('?')).split('\n');
				const column = [...(before.at(-1) ?? '')].length + 1;
				expect(problemOf(wrong)).toBe(`not valid JSON, at line ${before.length} column ${column}`);
			}),
		);
	});

	it('is read unchanged, whatever surrounds it', () => {
		const around = fc.constantFrom(
			['', ''],
			['\ufeff', ''],
			['```json\n', '\n```'],
			['```\n', '```\n'],
			['\ufeff \n```JSON ', '\n ``` '],
		);
		fc.assert(
			fc.property(fc.jsonValue(), around, (value, [before = '', after = '']) => {
				const text = JSON.stringify(value);
				const read = readJsonText(before + text + after);
				expect(read).toEqual({ kind: 'value', value: JSON.parse(text) as unknown });
			}),
		);
	});

	it('never shows a number of the text', () => {
		expect(problemOf('[{"userNo": 11010519491231002X}]')).not.toMatch(/\d{3}/);
	});
});
