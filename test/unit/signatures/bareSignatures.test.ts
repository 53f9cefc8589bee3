import { constants, createHash, privateEncrypt } from 'node:crypto';
import { NULL, octetString, oid, sequence, tagged } from '../../support/signatures/der';
import { makeIdentity } from '../../support/signatures/identities';
import { digestOid } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { verify } from '../../support/signatures/verify';

const alice = makeIdentity();
const other = makeIdentity({ name: 'Other' });
const hex = ({ der }: { der: Buffer }) => `<${der.toString('hex')}>`;

/** The report on a signature after adbe.x509.rsa_sha1, which has one block that the signer’s key has encrypted. */
async function signatureWith(
	block: (digest: Buffer) => Buffer,
	entries = `/Cert ${hex(alice)}`,
	{ key } = alice,
) {
	const sign = (bytes: Buffer) => {
		const encoded = block(createHash('sha256').update(bytes).digest());
		return octetString(privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, encoded));
	};
	const document = signedPdf(plainPdf(), sign, { subFilter: 'adbe.x509.rsa_sha1', entries });
	return (await verify(document)).signatures[0];
}

const algorithm = sequence(oid(digestOid('sha256')), NULL);
const usual = (digest: Buffer) => sequence(algorithm, octetString(digest));
const room = octetString(Buffer.alloc(64, 0x5a));

describe('a bare signature holds', () => {
	it('whose certificate comes first in a list', async () => {
		const entries = `/Cert [${hex(alice)} ${hex(other)}]`;
		expect(await signatureWith(usual, entries)).toMatchObject({
			integrity: 'ok',
			signer: { commonName: 'Alice 爱丽丝' },
		});
	});

	it('whose digest algorithm has no parameters', async () => {
		const block = (digest: Buffer) =>
			sequence(sequence(oid(digestOid('sha256'))), octetString(digest));
		expect(await signatureWith(block)).toMatchObject({ integrity: 'ok', digest: 'sha256' });
	});
});

describe('a bare signature does not hold', () => {
	it.each<[string, (digest: Buffer) => Buffer]>([
		[
			'that has room for other bytes after the digest',
			(digest) => sequence(algorithm, octetString(digest), room),
		],
		[
			'that has room for other bytes in its algorithm',
			(digest) => sequence(sequence(oid(digestOid('sha256')), NULL, room), octetString(digest)),
		],
		[
			'that has room for other bytes in its algorithm’s parameters',
			(digest) => sequence(sequence(oid(digestOid('sha256')), room), octetString(digest)),
		],
		[
			'that has room for other bytes between segments of the digest',
			(digest) => {
				const segments = [
					octetString(digest),
					...Array.from({ length: 16 }, () => tagged(0x04, none)),
				];
				return sequence(algorithm, tagged(0x24, Buffer.concat(segments)));
			},
		],
		['that is the digest alone', (digest) => octetString(digest)],
		['whose digest has no algorithm', (digest) => sequence(sequence(NULL), octetString(digest))],
		[
			'whose digest’s algorithm is not known',
			(digest) => sequence(sequence(oid(digestOid('md5')), NULL), octetString(digest)),
		],
	])('%s', async (_, block) => {
		expect(await signatureWith(block)).toMatchObject({
			integrity: 'signatureInvalid',
			reason: 'it was not made with the signer’s key',
		});
	});

	it('that another key has made', async () => {
		expect(await signatureWith(usual, `/Cert ${hex(alice)}`, other)).toMatchObject({
			integrity: 'signatureInvalid',
		});
	});

	it('without a certificate', async () => {
		for (const entries of ['', '/Cert 12 0 R', '/Cert []']) {
			expect(await signatureWith(usual, entries)).toMatchObject({
				integrity: 'malformed',
				reason: 'it lacks its signer’s certificate',
			});
		}
	});

	const none = Buffer.alloc(0);
});
