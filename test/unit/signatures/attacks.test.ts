import { PdfParser } from '../../../nodes/WoSignDoc/pdf/file/pdfParser';
import { ATTRIBUTE, attribute } from '../../support/signatures/cms';
import type { CmsOptions } from '../../support/signatures/cms';
import { octetString, oid, sequence } from '../../support/signatures/der';
import { makeIdentity } from '../../support/signatures/identities';
import type { Identity } from '../../support/signatures/identities';
import { updated as laterUpdated } from '../../support/signatures/laterUpdate';
import { eddsa, rsa } from '../../support/signatures/manners';
import type { SigningOptions } from '../../support/signatures/signedPdf';
import { plainPdf, signedPdf, written } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { openVerifier, verify, verifyInPieces } from '../../support/signatures/verify';

let alice: Identity;
beforeAll(() => {
	alice = makeIdentity();
});

const file = plainPdf();
const sign = (bytes: Buffer) => signerOf(alice)(bytes);
const signedBy = (options: Partial<CmsOptions>) => signedPdf(file, signerOf(alice, options));
const shaped = (options: SigningOptions) => signedPdf(file, sign, options);

it('a document without a signature is not intact', async () => {
	for (const document of [file, Buffer.alloc(0), Buffer.from('no PDF at all')]) {
		expect(await verify(document)).toMatchObject({
			intact: false,
			trusted: false,
			signers: [],
			summary:
				'Not signed: the document has no digital signature. Ask the sender for the signed document.',
		});
	}
});

it('a signed document is intact, in whatever pieces it comes', async () => {
	const document = shaped({});
	for (const piece of [1, 7, 64, 1_000, document.length]) {
		const report = await verify(document, '', piece);
		expect(report).toMatchObject({ intact: true, signers: ['Alice 爱丽丝'] });
		expect(report.signatures).toMatchObject([
			{
				signer: { commonName: 'Alice 爱丽丝', organization: '沃通', country: 'CN' },
				coverage: { wholeFile: true, bytesAfter: 0, after: 'nothing' },
				certified: null,
			},
		]);
	}
});

it('a document of several revisions is intact, wherever it is cut', async () => {
	const packed = {
		30: '<< /Type /ObjStm /N 1 /First 5 /Length 10 >>\nstream\n40 0 << >>\nendstream',
		41: '<< >>',
	};
	const base = laterUpdated(file, packed, { stream: 31, within: { 40: [30, 0] } });
	const options = { numbers: [10, 11], fields: '11 0 R', room: 2_000, stream: 12 } as const;
	const document = signedPdf(signedPdf(base, sign, options), sign, {
		...{ numbers: [20, 21], fields: '11 0 R 21 0 R', room: 2_000, stream: 22 },
	});
	const expected = await verify(document);
	expect(expected).toMatchObject({ intact: true, signers: ['Alice 爱丽丝'] });
	const startXrefs = [...document.toString('latin1').matchAll(/startxref|stream\n|%%EOF/g)];
	for (const { index } of startXrefs) {
		for (let cut = index - 8; cut < index + 30; cut++) {
			const report = await verifyInPieces([document.subarray(0, cut), document.subarray(cut)]);
			expect([cut, report.intact, report.signatures.length]).toEqual([cut, true, 2]);
		}
	}
	expect(await verify(document, '', 1)).toEqual(expected);
});

async function expectMalformed(document: Buffer, reason?: string): Promise<void> {
	const signature = { integrity: 'malformed', ...(reason !== undefined && { reason }) };
	expect(await verify(document)).toMatchObject({ intact: false, signatures: [signature] });
}

describe('a signature dictionary is malformed', () => {
	it.each<[string, SigningOptions, RegExp?]>([
		['whose range does not begin at 0', { range: ([, b, c, d]) => [1, b, c, d] }],
		['whose gap begins before its Contents', { range: ([a, b, c, d]) => [a, b - 1, c, d] }],
		['whose gap begins inside its Contents', { range: ([a, b, c, d]) => [a, b + 1, c, d] }],
		['whose gap ends after its Contents', { range: ([a, b, c, d]) => [a, b, c + 1, d - 1] }],
		['whose gap ends inside its Contents', { range: ([a, b, c, d]) => [a, b, c - 1, d + 1] }],
		[
			'whose range ends after the file',
			{ range: ([a, b, c, d]) => [a, b, c, d + 1] },
			/after the file/,
		],
		['whose range has two numbers', { range: ([a, b]) => [a, b] }],
		['whose range has six numbers', { range: ([a, b, c]) => [a, b, c, 1, c + 2, 9] }],
		['with Contents twice', { entries: '/Contents <00>' }, /twice/],
		['with ByteRange twice', { entries: '/ByteRange [0 1 2 3]' }, /twice/],
		['with another key twice', { entries: '/M (a) /M (b)' }, /twice/],
		[
			'with ByteRange twice, once spelled otherwise',
			{ entries: '/Byte#52ange [0 1 2 3]' },
			/twice/,
		],
		['with another ByteRange within', { entries: '/Inner << /ByteRange [0 1 2 3] >>' }, /two/],
		[
			'in an object with rubbish behind it',
			{ rewrite: (text) => text.replace(/ >>$/, '>> ') + ' 1' },
		],
		['in an object that ends within a string', { entries: '/Reason (endobj' }],
		[
			'that is the dictionary of a stream',
			{ rewrite: (text) => `${text}\nstream\nendstream` },
			/dictionary of a stream/,
		],
	])('%s', async (_, options, reason = /./) => {
		const report = await verify(shaped(options));
		expect(report.intact).toBe(false);
		expect(report.signatures).toHaveLength(1);
		expect(report.signatures).toMatchObject([{ integrity: 'malformed' }]);
		expect(report.signatures[0]?.reason).toMatch(reason);
	});

	it('whose range has names instead of numbers, as a place for a signature may', async () => {
		const document = written(file, { 10: '<< /ByteRange [0 /A /B /C] /Contents <00> >>' });
		await expectMalformed(document);
	});

	it('whose Contents is empty, zeros, another object, or a literal string', async () => {
		await expectMalformed(signedPdf(file, () => Buffer.alloc(0)));
		const entries = '/ByteRange [0 9 9 9] /Contents';
		for (const contents of ['12 0 R', '(abc)', '<>', '']) {
			const document = written(file, { 10: `<< /Type /Sig ${entries} ${contents} >>` });
			await expectMalformed(document);
		}
	});

	it.each<[string, (value: Buffer) => Buffer]>([
		['is followed by something', (value) => Buffer.concat([value, Buffer.of(1)])],
		['is cut off', (value) => value.subarray(0, 200)],
		['is no ASN.1', () => Buffer.from('hello')],
		['is nested without end', () => Buffer.alloc(5_000, 0x30)],
	])('whose value %s', async (_, change) => {
		const document = signedPdf(file, (bytes) => change(sign(bytes)));
		await expectMalformed(document);
	});
});

describe('a SignedData does not hold', () => {
	const other = () => makeIdentity({ name: 'Mallory' });
	it.each<[string, () => Partial<CmsOptions>, string]>([
		['with two signers', () => ({ signerInfos: (one) => [one, one] }), 'malformed'],
		['with no signer', () => ({ signerInfos: () => [] }), 'malformed'],
		['without its signer’s certificate', () => ({ certificates: [] }), 'malformed'],
		[
			'without messageDigest',
			() => ({ attributes: ([type = Buffer.alloc(0)]) => [type] }),
			'malformed',
		],
		[
			'with messageDigest twice',
			() => ({ attributes: ([type = none, digest = none]) => [type, digest, digest] }),
			'malformed',
		],
		[
			'with an empty messageDigest',
			() => ({
				attributes: ([type = none]) => [
					type,
					attribute(ATTRIBUTE.messageDigest, octetString(none)),
				],
			}),
			'digestMismatch',
		],
		['without contentType', () => ({ attributes: ([, digest = none]) => [digest] }), 'malformed'],
		[
			'with another contentType',
			() => ({
				attributes: ([, digest = none]) => [attribute(ATTRIBUTE.contentType, oid('1.2.3')), digest],
			}),
			'malformed',
		],
		['with a content of its own', () => ({ content: Buffer.from('another content') }), 'malformed'],
		[
			'whose algorithm contradicts its digest',
			() => ({ manner: rsa('sha256', '1.2.840.113549.1.1.13') }),
			'malformed',
		],
		[
			'whose key is of another kind',
			() => ({ manner: { ...eddsa('sha512'), sign: rsa('sha512').sign } }),
			'malformed',
		],
		[
			'signed with another key',
			() => {
				const { key } = other();
				return {
					manner: {
						...rsa('sha256'),
						sign: (message) => rsa('sha256').sign(message, { ...alice, key }),
					},
				};
			},
			'signatureInvalid',
		],
		[
			'that names another certificate as its own',
			() => ({
				attributes: (usual) => [
					...usual,
					attribute(
						ATTRIBUTE.signingCertificateV2,
						sequence(sequence(sequence(octetString(Buffer.alloc(32))))),
					),
				],
			}),
			'signatureInvalid',
		],
	])('%s', async (_, options, integrity) => {
		expect(await verify(signedBy(options()))).toMatchObject({
			intact: false,
			trusted: false,
			signatures: [{ integrity }],
		});
	});
	const none = Buffer.alloc(0);
});

describe('the work for a hostile file', () => {
	it('is one parse an object, and 256 objects, however many ByteRanges there are', async () => {
		const parses = jest.spyOn(PdfParser.prototype, 'value');
		const ranges = '/ByteRange '.repeat(20_000);
		await verify(written(file, { 10: `<< ${ranges} >>` }));
		const inOne = parses.mock.calls.length;
		parses.mockClear();
		const many = Object.fromEntries(
			Array.from({ length: 2_000 }, (_, index) => [index + 10, '<< /ByteRange 1 >>']),
		);
		const report = await verify(written(file, many));
		expect(report.problems[0]).toBe('it has more signatures than are looked at');
		expect(report.signatures).toHaveLength(256);
		expect(inOne).toBeLessThan(20_100);
		expect(parses.mock.calls.length).toBeLessThan(256 * 8);
		parses.mockRestore();
	});

	it('has a bound on ranges that are hashed at the same time', async () => {
		let document = file;
		for (let index = 0; index < 12; index++) {
			document = signedPdf(document, sign, {
				numbers: [20 + 2 * index, 21 + 2 * index],
				range: ([a, b, c]) => [a, b, c, 500_000],
			});
		}
		document = Buffer.concat([document, Buffer.alloc(600_000, ' ')]);
		const { intact, signatures } = await verify(document);
		expect(intact).toBe(false);
		expect(signatures.filter(({ reason }) => reason.includes('too many others'))).toHaveLength(4);
	});

	it('has a bound on the values of all signatures together', async () => {
		let document = file;
		for (let index = 0; index < 3; index++) {
			document = signedPdf(document, () => Buffer.alloc(1_500_000, 1), {
				numbers: [20 + 2 * index, 21 + 2 * index],
				room: 1_500_000,
			});
		}
		const { signatures } = await verify(document);
		expect(signatures.map(({ reason }) => reason.includes('larger than is read'))).toEqual([
			false,
			false,
			true,
		]);
	});

	it('needs no memory for skipped data, however large the file is', async () => {
		const verifier = openVerifier();
		const piece = Buffer.alloc(1_000_000, 'a picture ');
		verifier.feed(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Length 48000000 >>\nstream\n'));
		const before = process.memoryUsage().arrayBuffers;
		let most = 0;
		for (let count = 0; count < 48; count++) {
			verifier.feed(piece);
			most = Math.max(most, process.memoryUsage().arrayBuffers - before);
		}
		expect(most).toBeLessThan(8_000_000);
		expect(await verifier.end()).toMatchObject({ intact: false, signatures: [] });
	});

	const tooLarge = `<< /ByteRange [0 1 2 3] /Contents <${'0'.repeat(5_000_000)}> >>`;

	it('never comes from an object that is too large, which is malformed', async () => {
		await expectMalformed(written(file, { 10: tooLarge }), 'its object is too large');
	});

	it('does not grow with an object that is too large after 256 others', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 256 }, (_, index) => [index + 10, '<< /ByteRange 1 >>']),
		);
		const more = 'it has more signatures than are looked at';
		expect((await verify(written(file, many))).problems).not.toContain(more);
		const { problems, signatures } = await verify(written(file, { ...many, 300: tooLarge }));
		expect(problems[0]).toBe(more);
		expect(signatures).toHaveLength(256);
	});
});

it('an object isn’t a signature if the word is in one of its texts, or if it is too large to be read', async () => {
	const others = { 30: '<< /Note (a /ByteRange of text) >>', 31: `<${'0'.repeat(5_000_000)}>` };
	const { intact, signatures } = await verify(signedPdf(plainPdf(others), sign));
	expect([intact, signatures.map(({ integrity }) => integrity)]).toEqual([true, ['ok']]);
});

it('a usage-rights signature is left out', async () => {
	const entries = '/Reference [<< /TransformMethod /UR3 >>]';
	expect(await verify(shaped({ entries }))).toMatchObject({
		intact: false,
		signatures: [],
		summary:
			'Not signed: the document has no digital signature. Ask the sender for the signed document.',
	});
});
