import { createHash } from 'node:crypto';
import { parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import type { CmsOptions } from '../../support/signatures/cms';
import { ATTRIBUTE, attribute } from '../../support/signatures/cms';
import { context, NULL, octetString, oid, sequence, tagged } from '../../support/signatures/der';
import { makeIdentity, SIGNER } from '../../support/signatures/identities';
import { digestOid } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const extensions = [...SIGNER, 'subjectKeyIdentifier=hash'];
const alice = makeIdentity({ extensions });
const other = makeIdentity({ name: 'Other', extensions });
const plain = makeIdentity({ name: 'Plain', issuer: other, extensions: [] });

async function signatureWith(options: Partial<CmsOptions>) {
	const document = signedPdf(plainPdf(), signerOf(options.identity ?? alice, options));
	return (await verify(document)).signatures[0];
}

describe('a signer’s certificate may be named by its key', () => {
	const keyOf = (der: Buffer) => parseCertificate(der).subjectKeyIdentifier ?? Buffer.alloc(0);
	const identifier = (der: Buffer) => tagged(0x80, keyOf(der));

	it('among several', async () => {
		const certificates = [other.der, plain.der, alice.der];
		const signerId = identifier(alice.der);
		expect(await signatureWith({ certificates, signerId })).toMatchObject({
			integrity: 'ok',
			signer: { commonName: 'Alice 爱丽丝' },
		});
	});

	it('in segments, as BER allows', async () => {
		const key = keyOf(alice.der);
		const signerId = context(0, octetString(key.subarray(0, 8)), octetString(key.subarray(8)));
		expect(await signatureWith({ signerId })).toMatchObject({ integrity: 'ok' });
	});

	it('but not by a key that none of them has', async () => {
		const certificates = [alice.der, plain.der];
		expect(await signatureWith({ certificates, signerId: identifier(other.der) })).toMatchObject({
			integrity: 'malformed',
			reason: 'it lacks its signer’s certificate',
		});
	});
});

describe('a signed attribute that names the signer’s certificate by', () => {
	const hash = (digest: string, der: Buffer) =>
		octetString(createHash(digest).update(der).digest());
	const named = (digest: string, der: Buffer) =>
		sequence(sequence(oid(digestOid(digest)), NULL), hash(digest, der));
	const { signingCertificate, signingCertificateV2 } = ATTRIBUTE;

	it.each<[string, string, (der: Buffer) => Buffer]>([
		['its SHA-1', signingCertificate, (der) => sequence(hash('sha1', der))],
		['its SHA-256', signingCertificateV2, (der) => sequence(hash('sha256', der))],
		['a digest that it names', signingCertificateV2, (der) => named('sha512', der)],
	])('%s holds for that one only', async (_, identifier, id) => {
		const naming = (der: Buffer): Partial<CmsOptions> => ({
			attributes: (usual) => [...usual, attribute(identifier, sequence(sequence(id(der))))],
		});
		expect(await signatureWith(naming(alice.der))).toMatchObject({ integrity: 'ok' });
		expect(await signatureWith(naming(other.der))).toMatchObject({
			integrity: 'signatureInvalid',
			reason: 'it was made for another certificate',
		});
	});

	it('a digest that is not known does not hold', async () => {
		const id = sequence(sequence(oid('1.2.3')), hash('sha256', alice.der));
		const attributes = (usual: Buffer[]) => [
			...usual,
			attribute(signingCertificateV2, sequence(sequence(id))),
		];
		expect(await signatureWith({ attributes })).toMatchObject({ integrity: 'signatureInvalid' });
	});
});

it('a certificate without extensions, as before version 3, may sign', async () => {
	expect(parseCertificate(plain.der).keyUsage).toBeUndefined();
	expect(await signatureWith({ identity: plain })).toMatchObject({
		integrity: 'ok',
		signer: { commonName: 'Plain', issuer: 'Other' },
	});
});
