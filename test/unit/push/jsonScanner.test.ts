import fc from 'fast-check';
import { JSON_LIMITS, JsonScanner } from '../../../nodes/WoSignDoc/push/wire/jsonScanner';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { seededCuts } from './seededCuts';

const KEEP_ALL = () => undefined;

function scan(text: string, seed: number): unknown {
	const scanner = new JsonScanner(KEEP_ALL);
	for (const piece of seededCuts(Buffer.from(text), seed)) scanner.feed(piece);
	return JSON.parse(scanner.end());
}

function refusalOf(text: string): string {
	try {
		scan(text, 1);
	} catch (error) {
		if (error instanceof PushRefusal) return error.code;
		throw error;
	}
	return 'accepted';
}

describe('scanning JSON in pieces', () => {
	it('gives what JSON.parse gives, for any JSON and any cuts', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 5 }), fc.integer(), (text, seed) => {
				expect(scan(text, seed)).toEqual(JSON.parse(text));
			}),
			{ numRuns: 1_000 },
		);
	});

	it('refuses exactly what JSON.parse refuses, when JSON is damaged anywhere', () => {
		const damaged = fc
			.tuple(
				fc.json(),
				fc.nat(),
				fc.constantFrom('', '"', '\\', '{', '}', ',', ':', '1', '\n', 'x'),
			)
			.map(([text, place, damage]) => {
				const at = place % (text.length + 1);
				return text.slice(0, at) + damage + text.slice(at + 1);
			});
		fc.assert(
			fc.property(damaged, fc.integer(), (text, seed) => {
				let expected: unknown;
				try {
					expected = JSON.parse(text);
				} catch {
					expect(refusalOf(text)).toBe('malformedJson');
					return;
				}
				expect(scan(text, seed)).toEqual(expected);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('the bounds of a push’s JSON', () => {
	const { depth, keyLength, numberLength, stringLength, textLength, values } = JSON_LIMITS;
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
	const list = (count: number, value: string) => `[${Array(count).fill(value).join()}]`;
	/** An object is a value, as is each of its keys. */
	const keyed = (count: number) =>
		`{${Array.from({ length: (count - 1) / 2 }, (_, i) => `"${i}":0`).join()}}`;
	const long = (bytes: number) => {
		const strings = Array.from({ length: 16 }, () => 'x'.repeat(60_000));
		const start = JSON.stringify(strings).slice(0, -1);
		return `${start}${' '.repeat(bytes - start.length - 1)}]`;
	};

	it.each([
		['tooDeep', nested(depth), nested(depth + 1)],
		['tooManyValues', keyed(values - 1), keyed(values + 1)],
		['tooManyValues', list(values - 1, '""'), list(values, '""')],
		['tooManyValues', list(values - 1, '0'), list(values, '0')],
		['tooManyValues', list(values - 1, 'null'), list(values, 'null')],
		['tooManyValues', list(values - 1, '[]'), list(values, '[]')],
		['tooManyValues', list(values - 1, '{}'), list(values, '{}')],
		['keyTooLong', `{"${'k'.repeat(keyLength)}":0}`, `{"${'k'.repeat(keyLength + 1)}":0}`],
		['stringTooLong', `"${'s'.repeat(stringLength)}"`, `"${'s'.repeat(stringLength + 1)}"`],
		['numberTooLong', '1'.repeat(numberLength), '1'.repeat(numberLength + 1)],
		['fieldsTooLarge', long(textLength), long(textLength + 1)],
	])('are kept: %s', (code, within, beyond) => {
		expect(refusalOf(within)).toBe('accepted');
		expect(refusalOf(beyond)).toBe(code);
	});

	it.each([
		['empty strings', '"",'],
		['numbers', '1,'],
		['empty arrays', '[],'],
		['white space', ' '],
		['a string', 's'],
	])('hold what is kept in one block, however it arrives: %s', (name, unit) => {
		const scanner = new JsonScanner(KEEP_ALL);
		const text = Buffer.from((name === 'a string' ? '"' : '[') + unit.repeat(15_000));
		for (const byte of text) scanner.feed(Buffer.of(byte));
		expect(scanner.held).toBeLessThanOrEqual(2 * text.length);
	});

	it('hold no more than may be kept at all', () => {
		const scanner = new JsonScanner(KEEP_ALL);
		const text = Buffer.from(long(textLength));
		// Pieces whose size doubled is never the bound.
		for (let at = 0; at < text.length; at += 70_000) scanner.feed(text.subarray(at, at + 70_000));
		expect(scanner.held).toBe(textLength);
	});
});
