import { createHash } from 'node:crypto';
import { PushReader } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import type { ReadPush } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { cuttings } from './seededCuts';

const DOCUMENT = Buffer.from([...'%PDF-1.7 沃通我签 '.repeat(40)].join('') + '\u0000\uffff');
const SHA256 = createHash('sha256').update(DOCUMENT).digest('hex');

interface Read {
	result: ReadPush;
	document: Buffer;
}

function readPieces(pieces: Buffer[]): Read {
	const reader = new PushReader();
	const document = Buffer.concat(pieces.flatMap((piece) => reader.feed(piece)));
	return { result: reader.end(), document };
}

/** Reads the body in every cutting; all must agree. */
function read(body: string): Read {
	const [first, ...others] = cuttings(Buffer.from(body)).map(readPieces);
	if (!first) throw new Error('no cutting');
	for (const other of others) expect(other).toEqual(first);
	return first;
}

function refusalOf(body: string): string {
	const codes = cuttings(Buffer.from(body)).map((pieces) => {
		try {
			readPieces(pieces);
		} catch (error) {
			if (error instanceof PushRefusal) return error.code;
			throw error;
		}
		return 'accepted';
	});
	expect(new Set(codes).size).toBe(1);
	return codes[0] ?? '';
}

function push(extendData: object, outer: object = {}): string {
	return JSON.stringify({
		actiontype: 'PushSignedDoc',
		status: 1,
		errorcode: '0',
		extendData: {
			signid: 'a367cded',
			ordernumber: 'ORDER-1',
			content: DOCUMENT.toString('base64'),
			hash: SHA256,
			...extendData,
		},
		...outer,
	});
}

describe('a push that is right', () => {
	function expectSigned(body: string) {
		const { result, document } = read(body);
		expect(result).toMatchObject({
			kind: 'signed',
			push: { signid: 'a367cded', orderNumber: 'ORDER-1' },
			digest: { size: DOCUMENT.length },
		});
		expect(document.equals(DOCUMENT)).toBe(true);
	}

	it('gives the document, byte for byte, and its verified digest', () => {
		expectSigned(push({}));
		expect(read(push({})).result).toMatchObject({
			digest: { hash: SHA256, hashAlgorithm: 'sha256' },
		});
	});

	it.each([
		['sha224', 'hex'],
		['sha256', 'hex'],
		['sha384', 'hex'],
		['sha512', 'hex'],
		['sha224', 'base64'],
		['sha256', 'base64'],
		['sha384', 'base64'],
		['sha512', 'base64'],
	] as const)('is verified by a %s in %s, and known by its SHA-256', (algorithm, encoding) => {
		const hash = createHash(algorithm).update(DOCUMENT).digest(encoding);
		const { result } = read(push({ hash }));
		expect(result).toMatchObject({ digest: { hashAlgorithm: algorithm, sha256: SHA256 } });
	});

	it('may name its hash in upper case', () => expectSigned(push({ hash: SHA256.toUpperCase() })));

	it('may bring extendData as a string, the document still passing by', () => {
		const body = JSON.parse(push({})) as { extendData: object };
		expectSigned(JSON.stringify({ ...body, extendData: JSON.stringify(body.extendData) }));
	});

	it('may write its keys in any case and order, hash before content', () => {
		const { extendData } = JSON.parse(push({})) as { extendData: { content: string } };
		const { content } = extendData;
		expectSigned(
			`{"EXTENDDATA":{"Hash":"${SHA256}","orderNumber":"ORDER-1","CONTENT":"${content}","signId":"a367cded"},"Status":"1","ActionType":"PushSignedDoc"}`,
		);
	});

	it('may escape its content', () => {
		const content = DOCUMENT.toString('base64');
		const escaped = [...content]
			.map((digit) =>
				digit === '/' ? '\\/' : digit === '+' ? '\\u002B' : digit === 'A' ? '\\u0041' : digit,
			)
			.join('');
		expectSigned(push({}).replace(content, () => escaped));
	});

	it('may break its content into lines, with escapes, and use the URL-safe alphabet', () => {
		const lines = DOCUMENT.toString('base64url').replace(/.{76}/g, '$&\r\n');
		expectSigned(push({ content: lines }));
	});

	it('keeps unknown keys, nested ones too', () => {
		const { result } = read(
			push({ remark: '备注 \ud83d\ude00', nested: { content: [1, { a: null }] } }),
		);
		expect(result.push.extendData).toEqual({
			remark: '备注 \ud83d\ude00',
			nested: { content: [1, { a: null }] },
		});
	});

	it('reports a failed signing with each of its codes', () => {
		const body = JSON.stringify({
			actiontype: 'PushSignedDoc',
			status: 0,
			errorcode: '-50&-57',
			extendData: { signid: 'a367cded', ordernumber: 'ORDER-1' },
		});
		expect(read(body).result).toMatchObject({
			kind: 'failed',
			push: { errorCodes: ['-50', '-57'] },
		});
	});
});

describe('a push that is wrong', () => {
	it.each([
		['a hash over other bytes', push({ hash: createHash('sha256').digest('hex') }), 'hashMismatch'],
		['a hash of no SHA-2 length', push({ hash: 'abcd' }), 'unknownHash'],
		['no hash', push({ hash: undefined }), 'missingHash'],
		['no content', push({ content: undefined }), 'missingContent'],
		['empty content', push({ content: '' }), 'missingContent'],
		['content that is not base64', push({ content: 'AAAA*AAA' }), 'notBase64'],
		['content of an impossible length', push({ content: 'AAAAA' }), 'notBase64'],
		['content with padding in the middle', push({ content: 'QQ==QQ==' }), 'notBase64'],
		['content that is a number', push({ content: 5 }), 'notAPush'],
		['another action', push({}, { actiontype: 'PushValidation' }), 'unsupportedAction'],
		['no action', push({}, { actiontype: undefined }), 'notAPush'],
		['a status that is neither 0 nor 1', push({}, { status: 2 }), 'notAPush'],
		['no extendData', push({}, { extendData: undefined }), 'notAPush'],
		['neither id', push({ signid: undefined, ordernumber: undefined }), 'notAPush'],
		['text cut off', push({}).slice(0, -9), 'malformedJson'],
		['content cut off', push({}).slice(0, 200), 'malformedJson'],
		['something after it', `${push({})}{}`, 'malformedJson'],
		['an array', `[${push({})}]`, 'notAPush'],
		['nothing at all', '', 'malformedJson'],
		[
			'a wrong escape in content',
			push({ content: 'AAAA' }).replace('AAAA', '\\x41'),
			'malformedJson',
		],
		[
			'a raw line break in content',
			push({ content: 'AAAA' }).replace('AAAA', 'AA\nAA'),
			'notBase64',
		],
		[
			'a raw line break in an extendData string',
			push({}, { extendData: '{ "signid":"1"}' }).replace('{ ', '{\n'),
			'malformedJson',
		],
		['a broken extendData string', push({}, { extendData: '{"signid":"1"' }), 'malformedJson'],
		[
			'extendData that would reach out of its string',
			push({}, { extendData: '{"signid":"1"},"status":0,"x":{}' }),
			'malformedJson',
		],
	])('is refused for %s', (_, body, code) => {
		expect(refusalOf(body)).toBe(code);
	});

	it('is refused for a second content, whatever its case', () => {
		const body = push({}).replace('"hash"', '"Content":"QUJD","hash"');
		expect(refusalOf(body)).toBe('repeatedContent');
	});

	it('is refused when a later extendData hides the one with the document', () => {
		const body = push({}).replace(/}$/, ',"extendData":{"signid":"a","hash":"b"}}');
		expect(refusalOf(body)).toBe('missingContent');
	});

	it('still reports the order as far as it was read', () => {
		const reader = new PushReader();
		reader.feed(Buffer.from(push({}).slice(0, 200)));
		expect(reader.knownOrder()).toEqual({ signid: 'a367cded', orderNumber: 'ORDER-1' });
	});
});

it('a document takes up no memory as it passes, however large it is', () => {
	const reader = new PushReader();
	const hash = createHash('sha256');
	let [held, size] = [0, 0];
	const feed = (text: string) => {
		for (const bytes of reader.feed(Buffer.from(text))) {
			hash.update(bytes);
			size += bytes.length;
		}
		held = Math.max(held, reader.held);
	};
	// The first megabyte may have to be hashed again, and is kept until it is over.
	const MEGABYTE = 1_024 * 1_024;
	feed('{"actiontype":"PushSignedDoc","status":1,"extendData":{"signid":"S","content":"');
	const piece = Buffer.alloc(48 * 1_024, '%PDF').toString('base64');
	for (let index = 0; index < 700; index++) feed(piece);
	feed(`","hash":"${hash.copy().digest('hex')}"}}`);
	expect(reader.end()).toMatchObject({ kind: 'signed', digest: { size } });
	expect(size).toBeGreaterThan(32 * MEGABYTE);
	expect(held).toBeLessThan(2 * MEGABYTE);
});
