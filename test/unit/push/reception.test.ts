import { createHash, randomBytes } from 'node:crypto';
import { fileTypeOf } from '../../../nodes/WoSignDoc/protocol/fileType';
import { Reception } from '../../../nodes/WoSignDoc/push/reception';
import { bodyDecoder } from '../../../nodes/WoSignDoc/push/wire/bodyDecoder';
import { seenInThisProcess } from '../../../nodes/WoSignDoc/push/wire/hashAlgorithms';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';

const DOCUMENT = randomBytes(300_000);

function body(fields: object, status = 1): Buffer {
	const extendData = {
		signid: 's',
		ordernumber: 'o',
		content: DOCUMENT.toString('base64'),
		hash: createHash('sha256').update(DOCUMENT).digest('hex'),
		...fields,
	};
	const push = { actiontype: 'PushSignedDoc', status, errorcode: '-50', extendData };
	return Buffer.from(JSON.stringify(push));
}

async function* pieces(whole: Buffer, size = 10_000) {
	for (let at = 0; at < whole.length; at += size) {
		yield await Promise.resolve(Buffer.from(whole.subarray(at, at + size)));
	}
}

/** Reads the document out of a body, as a store would; the bytes that came out, and how it ended. */
async function receive(whole: Buffer, admit: () => void = () => undefined, size?: number) {
	const reception = new Reception(admit);
	const decode = bodyDecoder({ contentType: 'application/json', contentEncoding: '' }, 1e9);
	const source = pieces(whole, size);
	const stored: Buffer[] = [];
	let error: unknown;
	try {
		for await (const bytes of reception.document(source, decode)) stored.push(Buffer.from(bytes));
	} catch (caught) {
		error = caught;
	}
	const [first] = stored;
	return {
		end: reception.end,
		first,
		stored: Buffer.concat(stored),
		error,
		rest: await source.next(),
	};
}

describe('a document that is being received', () => {
	it('comes out whole when it verifies', async () => {
		const { end, stored, error } = await receive(body({}));
		expect(error).toBeUndefined();
		expect(stored.equals(DOCUMENT)).toBe(true);
		expect(end).toMatchObject({ kind: 'signed' });
	});

	it('makes its kind of hash expected of others once it is taken on, and not when it is refused', async () => {
		const kinds = () => [...seenInThisProcess.expected(undefined, 'another order')];
		const sha512 = body({ hash: createHash('sha512').update(DOCUMENT).digest('hex') });
		await receive(body({}));
		expect(kinds()).toEqual(['sha256']);
		await receive(sha512, () => {
			throw new PushRefusal('notExpected', 'not expected here');
		});
		expect(kinds()).toEqual(['sha256']);
		await receive(sha512);
		expect(kinds()).toEqual(['sha256', 'sha512']);
	});

	it('has its type detected from its first kilobytes, however small the pieces they arrive in', async () => {
		const header = `PK\u0003\u0004${'\u0000'.repeat(26)}`;
		const docx = Buffer.from(`${header}[Content_Types].xml${'x'.repeat(2_000)}${header}word/a.xml`);
		const content = docx.toString('base64');
		const hash = createHash('sha256').update(docx).digest('hex');
		for (const size of [1, 7, 10_000]) {
			const { first, stored } = await receive(body({ content, hash }), undefined, size);
			expect(stored.equals(docx)).toBe(true);
			expect(first && fileTypeOf(first).extension).toBe('docx');
		}
	});

	it('never comes out whole when it does not verify: the last bytes are withheld', async () => {
		const { end, stored, error } = await receive(
			body({ hash: createHash('sha256').digest('hex') }),
		);
		expect(error).toMatchObject({ code: 'hashMismatch' });
		expect(end).toEqual({ kind: 'broken', error });
		expect(stored.length).toBeGreaterThan(0);
		expect(stored.length).toBeLessThan(DOCUMENT.length);
	});

	it('never comes out whole when it is verified but not admitted', async () => {
		const refusal = new PushRefusal('notExpected', 'not expected');
		const { stored, error } = await receive(body({}), () => {
			throw refusal;
		});
		expect(error).toBe(refusal);
		expect(stored.length).toBeLessThan(DOCUMENT.length);
	});

	it('is never output with a failed signing, which is a verdict anyway', async () => {
		const { end, stored, error } = await receive(body({}, 0));
		expect(error).toBeInstanceOf(Error);
		expect(end).toMatchObject({ kind: 'failed' });
		expect(stored.length).toBeLessThan(DOCUMENT.length);
	});

	it('has its body read to the end after a refusal, so that the answer can be sent', async () => {
		const { error, rest } = await receive(
			body({ signid: '*', content: `*${'A'.repeat(200_000)}` }),
		);
		expect(error).toMatchObject({ code: 'notBase64' });
		expect(rest.done).toBe(true);
	});
});
