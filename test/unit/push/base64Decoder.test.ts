import fc from 'fast-check';
import { Base64Decoder } from '../../../nodes/WoSignDoc/push/wire/base64Decoder';
import { seededCuts } from './seededCuts';

function decode(text: string, seed: number): Buffer {
	const decoded: Buffer[] = [];
	const decoder = new Base64Decoder((bytes) => decoded.push(bytes));
	for (const piece of seededCuts(Buffer.from(text, 'latin1'), seed)) decoder.write(piece);
	decoder.end();
	return Buffer.concat(decoded);
}

function decodeRuns(runs: string[]): Buffer {
	const decoded: Buffer[] = [];
	const decoder = new Base64Decoder((bytes) => decoded.push(bytes));
	runs.forEach((run) => decoder.write(Buffer.from(run, 'latin1')));
	decoder.end();
	return Buffer.concat(decoded);
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe('decoding base64 in pieces', () => {
	it.each([
		['padded', (buffer: Buffer) => buffer.toString('base64')],
		['unpadded', (buffer: Buffer) => buffer.toString('base64').replace(/=+$/, '')],
		['URL-safe', (buffer: Buffer) => buffer.toString('base64url')],
		['spaced', (buffer: Buffer) => buffer.toString('base64').replace(/.{7}/g, '$& ')],
	])('returns any bytes: %s', (_, encode) => {
		fc.assert(
			fc.property(bytes, fc.integer(), (buffer, seed) => {
				expect(decode(encode(buffer), seed).equals(buffer)).toBe(true);
			}),
		);
	});

	it('returns bytes that arrive in one long run, and rejects a run with a wrong character', () => {
		const buffer = Buffer.from(Array.from({ length: 60_001 }, (_, index) => index * 7));
		const text = buffer.toString('base64');
		for (const form of [text, text.replace(/=+$/, ''), text.replace(/.{76}/g, '$& ')]) {
			expect(decodeRuns([form]).equals(buffer)).toBe(true);
			expect(decodeRuns([form.slice(0, 9_999), form.slice(9_999)]).equals(buffer)).toBe(true);
		}
		const wrong = `${text.slice(0, 30_000)}*${text.slice(30_001)}`;
		expect(() => decodeRuns([wrong])).toThrow('content is not base64');
	});

	it('detects invalid base64 in long runs, cut anywhere, as reliably as in short ones', () => {
		const buffer = Buffer.from(Array.from({ length: 40_000 }, (_, index) => index * 7));
		fc.assert(
			fc.property(
				fc.nat(4),
				fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 12 }),
				fc.nat(),
				fc.constantFrom('', ' ', '*', '=', '\u00e9'),
				(shorter, lengths, place, inserted) => {
					const bytes = buffer.subarray(shorter);
					const whole = bytes.toString('base64');
					const at = place % whole.length;
					const text = whole.slice(0, at) + inserted + whole.slice(at);
					const runs = lengths.map((length, index) => {
						const start = lengths.slice(0, index).reduce((sum, one) => sum + one, 0);
						return text.slice(start, start + length);
					});
					const end = lengths.reduce((sum, one) => sum + one, 0);
					const decoded = () => decodeRuns([...runs, text.slice(end)]);
					if (inserted.trim() === '') expect(decoded().equals(bytes)).toBe(true);
					else expect(decoded).toThrow('content is not base64');
				},
			),
		);
	});

	it('returns bytes longer than a block', () => {
		const buffer = Buffer.from(Array.from({ length: 200_001 }, (_, index) => index * 7));
		expect(decode(buffer.toString('base64'), 1).equals(buffer)).toBe(true);
		expect(decode(buffer.toString('base64').replace(/.{76}/g, '$& '), 2).equals(buffer)).toBe(true);
	});

	it('rejects any other character at any position', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 3, maxLength: 60 }),
				fc.nat(),
				fc.constantFrom('*', '.', '\n', '\u00e9', '"', '='),
				(array, place, wrong) => {
					const text = Buffer.from(array).toString('base64').replace(/=+$/, '');
					const at = place % text.length;
					expect(() => decode(text.slice(0, at) + wrong + text.slice(at), 3)).toThrow(
						'content is not base64',
					);
				},
			),
		);
	});

	it.each(['A', 'AAAAA', '=', '====', 'A===', 'QQ=', 'QQ===', 'QQ==QQ==', 'QUI=A'])(
		'refuses what base64 cannot be: %s',
		(text) => {
			expect(() => decode(text, 1)).toThrow('content is not base64');
		},
	);
});
