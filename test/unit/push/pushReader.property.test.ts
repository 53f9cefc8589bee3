import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { lowerCaseKeys } from '../../../nodes/WoSignDoc/protocol/lenientJson';
import { bodyDecoder } from '../../../nodes/WoSignDoc/push/wire/bodyDecoder';
import { PushReader } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import type { ReadPush } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { seededCuts } from './seededCuts';

/** Cases a run, all properties together; the seed of a failing one is printed by fast-check. */
const WHOLE_CASES = 6_000;
const BROKEN_CASES = 6_000;

interface Read {
	result: ReadPush;
	document: Buffer;
}

async function read(body: Buffer, seed: number): Promise<Read> {
	const reader = new PushReader();
	const document: Buffer[] = [];
	const decode = bodyDecoder({ contentType: 'application/json', contentEncoding: '' }, 1e9);
	const pieces = (async function* () {
		yield* seededCuts(body, seed);
	})();
	for await (const chunk of decode(pieces)) document.push(...reader.feed(chunk));
	return { result: reader.end(), document: Buffer.concat(document) };
}

/** A number's source text, as given by JSON.parse, if JavaScript would write it differently. */
const asWritten = (_: string, value: unknown, { source = '' }: { source?: string }) =>
	typeof value === 'number' && String(value) !== source ? source : value;
/** NULs at the end are left out. */
const parsePlainly = (text: string): unknown =>
	JSON.parse(text.replace(/[\0 \t\r\n]+$/, ''), asWritten as Parameters<typeof JSON.parse>[1]);

/** The same push by the plain way: JSON.parse on the whole, and Buffer's base64. */
function readPlainly(text: string): Read['result']['push'] & { document: Buffer; digest: string } {
	const outer = lowerCaseKeys(parsePlainly(text)) ?? {};
	const given = outer['extenddata'];
	const object: unknown = typeof given === 'string' ? parsePlainly(given) : given;
	const inner = lowerCaseKeys(object) ?? {};
	const known = new Set(['signid', 'ordernumber', 'hash', 'content']);
	const document = Buffer.from(String(inner['content']), 'base64');
	return {
		status: 1,
		signid: String(inner['signid']),
		orderNumber: String(inner['ordernumber']),
		hash: String(inner['hash']),
		hasContent: true,
		errorCodes: [],
		extendData: Object.fromEntries(
			Object.entries(object as Record<string, never>).filter(
				([key]) => !known.has(key.toLowerCase()),
			),
		),
		document,
		digest: createHash('sha256').update(document).digest('hex'),
	};
}

const whiteSpace = fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 3 });
const numbers = fc.constantFrom(
	'0',
	'-0',
	'1e5',
	'1E+5',
	'-1.25e-3',
	'12345678901234567890',
	'0.1',
);

/** A string as JSON, some of its characters escaped in one of JSON's ways. */
function jsonString(value: string): fc.Arbitrary<string> {
	const units = Array.from({ length: value.length }, (_, index) => value.charAt(index));
	return fc
		.array(fc.nat(9), { minLength: units.length, maxLength: units.length })
		.map(
			(choices) =>
				`"${units.map((unit, index) => escapeUnit(unit, choices[index] ?? 0)).join('')}"`,
		);
}

function escapeUnit(unit: string, choice: number): string {
	const plain = JSON.stringify(unit).slice(1, -1);
	const hexadecimal = unit.charCodeAt(0).toString(16).padStart(4, '0');
	// UTF-8 can't contain half a surrogate pair, so it is always escaped.
	if (/[\ud800-\udfff]/.test(unit) || choice === 0) return `\\u${hexadecimal}`;
	if (choice === 1) return `\\u${hexadecimal.toUpperCase()}`;
	return unit === '/' && choice < 6 ? '\\/' : plain;
}

function anyCase(key: string): fc.Arbitrary<string> {
	return fc
		.array(fc.boolean(), { minLength: key.length, maxLength: key.length })
		.map((upper) =>
			[...key]
				.map((letter, index) => (upper[index] ? letter.toUpperCase() : letter.toLowerCase()))
				.join(''),
		);
}

/** An object as JSON: its members in any order, with white space anywhere. */
function jsonObject(members: ReadonlyArray<fc.Arbitrary<[string, string]>>): fc.Arbitrary<string> {
	return fc
		.tuple(...members)
		.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
		.chain((all) =>
			fc.tuple(
				fc.constant(all),
				fc.array(whiteSpace, { minLength: all.length * 4 + 1, maxLength: all.length * 4 + 1 }),
			),
		)
		.map(([all, spaces]) => {
			let next = 0;
			const space = () => spaces[next++] ?? '';
			return `{${all.map(([key, value]) => `${space()}${key}${space()}:${space()}${value}${space()}`).join(',')}}`;
		});
}

function member(key: string, value: fc.Arbitrary<string>): fc.Arbitrary<[string, string]> {
	return fc.tuple(anyCase(key).chain(jsonString), value);
}

const text = (value: string) => jsonString(value);
const extraMember = fc.tuple(
	fc
		.string({ unit: 'grapheme', maxLength: 8 })
		.map((key) => `x${key}`)
		.chain(jsonString),
	fc.oneof(
		fc.json({ maxDepth: 3 }),
		numbers,
		fc.string({ unit: 'binary', maxLength: 12 }).chain(jsonString),
	),
);

const content = fc.uint8Array({ minLength: 1, maxLength: 200 }).chain((array) => {
	const bytes = Buffer.from(array);
	const padded = bytes.toString('base64');
	const forms = [
		padded,
		padded.replace(/=+$/, ''),
		bytes.toString('base64url'),
		padded.replace(/.{5}/g, '$& '),
		padded.replace(/.{7}/g, '$&\r\n'),
	];
	const hash = createHash('sha256').update(bytes).digest('hex');
	return fc.tuple(fc.constantFrom(...forms), fc.constantFrom(hash, hash.toUpperCase()));
});

const extendData = fc
	.tuple(content, fc.array(extraMember, { maxLength: 3 }))
	.chain(([[base64, hash], extra]) =>
		jsonObject([
			member('signid', text('a367cded-6712')),
			// A repeated key: the last one counts, whichever that is.
			member('ordernumber', text('订单-1')),
			member('ordernumber', text('ORDER "2"')),
			member('content', text(base64)),
			member('hash', text(hash)),
			...extra.map((one) => fc.constant(one)),
		]),
	);

const push = fc
	.tuple(extendData, fc.boolean(), fc.array(extraMember, { maxLength: 2 }))
	.chain(([object, asString, extra]) =>
		jsonObject([
			member('actiontype', text('PushSignedDoc')),
			member('status', fc.constantFrom('1', '"1"', '1.0', '1e0', '10E-1')),
			member('extendData', asString ? text(object) : fc.constant(object)),
			...extra.map((one) => fc.constant(one)),
		]),
	);

const mark = fc.constantFrom('', '\uFEFF');

describe('reading a push in pieces', () => {
	it('gives what JSON.parse and Buffer give, for any push and any cuts', async () => {
		await fc.assert(
			fc.asyncProperty(push, mark, fc.integer(), async (body, byteOrderMark, seed) => {
				const { document, digest, ...expected } = readPlainly(body);
				const { result, document: got } = await read(Buffer.from(byteOrderMark + body), seed);
				expect(result.kind === 'signed' && result.digest.hash).toBe(digest);
				expect(got.equals(document)).toBe(true);
				expect(result.push).toEqual({ ...expected, errorCodes: [] });
			}),
			{ numRuns: WHOLE_CASES },
		);
	});

	it('refuses every text that JSON.parse refuses, and gives a document only with its own hash', async () => {
		const damage = fc.constantFrom(
			'',
			'"',
			'\\',
			'{',
			'}',
			'[',
			',',
			':',
			'0',
			'\n',
			'\u0000',
			'\\u12',
			'é',
		);
		await fc.assert(
			fc.asyncProperty(
				push,
				fc.nat(),
				fc.nat(3),
				damage,
				fc.integer(),
				async (body, place, cut, inserted, seed) => {
					const at = place % (body.length + 1);
					const broken = body.slice(0, at) + inserted + body.slice(at + cut);
					const outcome = await read(Buffer.from(broken), seed).catch((error: unknown) => error);
					if (outcome instanceof PushRefusal) return;
					const { result, document } = outcome as Read;
					// What was accepted must be what the plain way reads, which throws on text that is not JSON.
					const { document: expected, digest } = readPlainly(broken);
					expect(document.equals(expected)).toBe(true);
					if (result.kind === 'signed') expect(result.digest.hash).toBe(digest);
				},
			),
			{ numRuns: BROKEN_CASES },
		);
	});
});
