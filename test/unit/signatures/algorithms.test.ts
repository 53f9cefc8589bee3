import { createHash, privateEncrypt, constants } from 'node:crypto';
import { ATTRIBUTE, attribute, cms, timestampToken } from '../../support/signatures/cms';
import type { Manner } from '../../support/signatures/cms';
import { NULL, octetString, oid, sequence } from '../../support/signatures/der';
import type { Identity } from '../../support/signatures/identities';
import { KEYS, makeIdentity, TIMESTAMPING } from '../../support/signatures/identities';
import { digestOid, ecdsa, eddsa, rsa, rsaPss, sm2 } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

type KeyName = keyof typeof KEYS;

const identities = new Map<KeyName, Identity>();
beforeAll(() => {
	for (const name of Object.keys(KEYS) as KeyName[]) {
		const sign = name === 'sm2' ? ['-sm3'] : [];
		identities.set(name, makeIdentity({ key: KEYS[name], sign }));
	}
});

function identity(name: KeyName): Identity {
	const found = identities.get(name);
	if (!found) throw new Error('no such identity');
	return found;
}

const file = plainPdf();
const signed = (key: KeyName, manner: Manner, subFilter?: string) =>
	signedPdf(file, signerOf(identity(key), { manner }), {
		...(subFilter && { subFilter }),
	});

/** Changes the amount that the page shows. */
async function expectChangeNoticed(document: Buffer): Promise<void> {
	document.writeUInt8(0x32, document.indexOf('100'));
	const signatures = [{ integrity: 'digestMismatch' }];
	expect(await verify(document)).toMatchObject({ intact: false, signatures });
}

describe('a signature is verified', () => {
	const PLAIN = '0.4.0.127.0.7.1.1.4.1.';
	it.each<[string, string, KeyName, () => Manner, weak?: boolean]>([
		['RSA PKCS#1 v1.5', 'sha1', 'rsa', () => rsa('sha1'), true],
		['RSA PKCS#1 v1.5', 'sha224', 'rsa', () => rsa('sha224')],
		['RSA PKCS#1 v1.5', 'sha256', 'rsa', () => rsa('sha256')],
		['RSA PKCS#1 v1.5', 'sha256', 'rsa', () => rsa('sha256', '1.2.840.113549.1.1.11')],
		['RSA PKCS#1 v1.5', 'sha384', 'rsa', () => rsa('sha384')],
		['RSA PKCS#1 v1.5', 'sha512', 'rsa', () => rsa('sha512')],
		['RSA PKCS#1 v1.5', 'sha3-256', 'rsa', () => rsa('sha3-256', '2.16.840.1.101.3.4.3.14')],
		['RSA PKCS#1 v1.5', 'sha256', 'shortRsa', () => rsa('sha256'), true],
		['RSA-PSS', 'sha256', 'rsa', () => rsaPss('sha256')],
		['RSA-PSS', 'sha384', 'rsa', () => rsaPss('sha384', 48)],
		['RSA-PSS', 'sha3-512', 'rsa', () => rsaPss('sha3-512', 64)],
		['ECDSA', 'sha256', 'p256', () => ecdsa('sha256', '1.2.840.10045.4.3.2')],
		['ECDSA', 'sha384', 'p384', () => ecdsa('sha384', '1.2.840.10045.4.3.3')],
		['ECDSA', 'sha3-256', 'p256', () => ecdsa('sha3-256', '2.16.840.1.101.3.4.3.10')],
		['ECDSA', 'sha256', 'p256', () => ecdsa('sha256', `${PLAIN}3`, 'ieee-p1363')],
		['EdDSA', 'sha512', 'ed25519', () => eddsa('sha512')],
		['EdDSA', 'shake256', 'ed448', () => eddsa('shake256')],
		['SM2', 'sm3', 'sm2', () => sm2()],
		['SM2', 'sm3', 'sm2', () => sm2('', '1.2.840.10045.2.1')],
	])('%s with %s (%s)', async (algorithm, digest, key, manner, weak = false) => {
		for (const subFilter of ['adbe.pkcs7.detached', 'ETSI.CAdES.detached']) {
			const document = signed(key, manner(), subFilter);
			const report = await verify(document);
			expect(report).toMatchObject({ intact: true, trusted: false, problems: [] });
			expect(report.signatures).toMatchObject([
				{ algorithm, digest, weak, integrity: 'ok', subFilter, field: 'Signature11' },
			]);
			await expectChangeNoticed(document);
		}
	});

	it('adbe.pkcs7.sha1, which signs the SHA-1 of the document', async () => {
		const sign = (bytes: Buffer) =>
			cms(bytes, {
				identity: identity('rsa'),
				manner: rsa('sha256'),
				content: createHash('sha1').update(bytes).digest(),
			});
		const document = signedPdf(file, sign, { subFilter: 'adbe.pkcs7.sha1' });
		const report = await verify(document);
		expect(report.intact).toBe(true);
		expect(report.signatures).toMatchObject([{ integrity: 'ok', digest: 'sha1', weak: true }]);
		await expectChangeNoticed(document);
	});

	it.each(['sha1', 'sha256'])('adbe.x509.rsa_sha1, a bare signature, with %s', async (digest) => {
		const { key, der } = identity('rsa');
		const sign = (bytes: Buffer) => {
			const info = sequence(
				sequence(oid(digestOid(digest)), NULL),
				octetString(createHash(digest).update(bytes).digest()),
			);
			return octetString(privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info));
		};
		const entries = `/Cert <${der.toString('hex')}>`;
		const document = signedPdf(file, sign, { subFilter: 'adbe.x509.rsa_sha1', entries });
		expect((await verify(document)).signatures).toMatchObject([{ integrity: 'ok', digest }]);
		await expectChangeNoticed(document);
	});

	it('RSA without signed attributes', async () => {
		const sign = signerOf(identity('rsa'), { attributes: () => undefined });
		const document = signedPdf(file, sign);
		expect(await verify(document)).toMatchObject({ intact: true });
		await expectChangeNoticed(document);
	});
});

describe('the time of a signature', () => {
	const signingTime = new Date('2026-03-04T05:06:07Z');
	const stampTime = new Date('2026-03-04T05:06:09Z');
	const stamper = () => makeIdentity({ name: 'TSA', extensions: TIMESTAMPING });

	it('is the signer’s claim, and proved by a timestamp that holds', async () => {
		const authority = stamper();
		const document = signedPdf(
			file,
			signerOf(identity('rsa'), {
				signingTime,
				unsigned: (signature) => [
					attribute(
						ATTRIBUTE.timestamp,
						timestampToken(signature, authority, rsa('sha512'), stampTime),
					),
				],
			}),
		);
		const [report] = (await verify(document, authority.pem)).signatures;
		expect(report).toMatchObject({
			claimedTime: signingTime.toISOString(),
			trustedTime: stampTime.toISOString(),
			timestamp: { integrity: 'ok', trusted: true, authority: 'TSA' },
		});
	});

	it('is not proved by a timestamp for something else, which makes the document not intact', async () => {
		const authority = stamper();
		const document = signedPdf(file, (bytes) =>
			cms(bytes, {
				identity: identity('rsa'),
				manner: rsa('sha256'),
				unsigned: () => [
					attribute(
						ATTRIBUTE.timestamp,
						timestampToken(bytes, authority, rsa('sha256'), stampTime),
					),
				],
			}),
		);
		const report = await verify(document);
		expect(report.intact).toBe(false);
		expect(report.signatures).toMatchObject([
			{ integrity: 'ok', trustedTime: null, timestamp: { integrity: 'digestMismatch' } },
		]);
	});

	it('of a document timestamp is its own; by itself it isn’t a person’s signature', async () => {
		const authority = stamper();
		const document = signedPdf(
			file,
			(bytes) => timestampToken(bytes, authority, rsa('sha256'), stampTime),
			{ subFilter: 'ETSI.RFC3161' },
		);
		const report = await verify(document);
		expect(report).toMatchObject({ intact: false, signers: [] });
		expect(report.summary).toMatch(
			/^Not signed: the document has a timestamp, but no one has signed it\. /,
		);
		expect(report.signatures).toMatchObject([
			{ type: 'documentTimestamp', integrity: 'ok', trustedTime: stampTime.toISOString() },
		]);
		await expectChangeNoticed(document);
	});
});

describe('what cannot be verified is named as unsupported', () => {
	it.each<[string, () => Buffer, RegExp]>([
		[
			'another digest',
			() => signed('rsa', { ...rsa('sha256'), digestOid: digestOid('md5') }),
			/digest/,
		],
		[
			'another algorithm',
			() => signed('rsa', { ...rsa('sha256'), algorithm: sequence(oid('1.2.3')) }),
			/1\.2\.3/,
		],
		[
			'no sub-filter',
			() =>
				signedPdf(file, signerOf(identity('rsa')), {
					rewrite: (text) => text.replace('/SubFilter /adbe.pkcs7.detached', ''),
				}),
			/its sub-filter \(none\)/,
		],
		['another sub-filter', () => signed('rsa', rsa('sha256'), 'Example.other'), /Example\.other/],
		[
			'ECDSA without signed attributes',
			() =>
				signedPdf(
					file,
					signerOf(identity('p256'), {
						manner: ecdsa('sha256', '1.2.840.10045.4.3.2'),
						attributes: () => undefined,
					}),
				),
			/signed attributes/,
		],
	])('%s', async (_, make, reason) => {
		const report = await verify(make());
		expect(report.intact).toBe(false);
		const [signature] = report.signatures;
		expect(signature).toMatchObject({ integrity: 'unsupported' });
		expect(signature?.reason).toMatch(reason);
	});
});
