import { makeIdentity } from '../../support/signatures/identities';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

describe('a signer is called by', () => {
	it.each<[string, string[], string | RegExp]>([
		['the common name', ['C=CN', 'O=沃通', 'CN=爱丽丝'], '爱丽丝'],
		['the organization where there is no common name', ['C=CN', 'O=沃通'], '沃通'],
		['the serial number where there is neither', ['C=CN'], /^[0-9A-F]{2,40}$/],
	])('%s', async (_, subject, name) => {
		const { signers, remarks, summary, signatures } = await verify(
			signedPdf(plainPdf(), signerOf(makeIdentity({ subject })), {
				entries: '/Reference [<< /TransformMethod /DocMDP >>]',
			}),
		);
		expect(signers).toEqual([expect.stringMatching(name)]);
		expect(summary).toContain(`was signed by ${signers[0]} and not changed since`);
		expect(remarks).toEqual([`Signature 1 (${signers[0]}): it certifies the document (level 2)`]);
		const issuer = subject.length > 1 ? name : '';
		expect(signatures[0]?.signer).toMatchObject({ country: 'CN', issuer });
	});
});

describe('a signature’s field is called by', () => {
	const sign = signerOf(makeIdentity());
	const field = (entries: string) =>
		`<< /Type /Annot /Subtype /Widget /FT /Sig ${entries} /V 10 0 R /F 132 /Rect [0 0 0 0] >>`;
	const hexadecimal = (...parts: readonly (Buffer | string)[]) =>
		`<${Buffer.concat(parts.map((part) => Buffer.from(part))).toString('hex')}>`;

	it.each<[string, string, string]>([
		['a name of one byte a character', '/T (Sign\\351)', 'Signé'],
		['a name in UTF-8', `/T ${hexadecimal(Buffer.of(0xef, 0xbb, 0xbf), '签名')}`, '签名'],
		[
			'a name in UTF-16',
			`/T ${hexadecimal(Buffer.of(0xfe, 0xff), Buffer.from('签名', 'utf16le').swap16())}`,
			'签名',
		],
	])('%s', async (_, entries, name) => {
		const { signatures } = await verify(
			signedPdf(plainPdf(), sign, { objects: { 11: field(entries) } }),
		);
		expect(signatures[0]?.field).toBe(name);
	});

	it('its name and those of the fields above it, which may be in an object stream', async () => {
		const packed = { 30: objectStreamOf([[40, '<< /T (Contract) >>']]) };
		const base = updated(plainPdf(), packed, { stream: 31, within: { 40: [30, 0] } });
		const objects = { 11: field('/T (Buyer) /Parent 40 0 R') };
		const { signatures } = await verify(signedPdf(base, sign, { objects, stream: 33 }));
		expect(signatures[0]?.field).toBe('Contract.Buyer');
	});
});
