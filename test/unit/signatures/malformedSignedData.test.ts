import { createHash } from 'node:crypto';
import type { CmsOptions } from '../../support/signatures/cms';
import { ATTRIBUTE, attribute, cms, DATA, SIGNED_DATA } from '../../support/signatures/cms';
import {
	context,
	integer,
	NULL,
	octetString,
	oid,
	sequence,
	tagged,
	text,
} from '../../support/signatures/der';
import { KEYS, makeIdentity, signPss } from '../../support/signatures/identities';
import { digestOid, ecdsa, rsa, rsaPss, sm2 } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const alice = makeIdentity();
const onCurve = makeIdentity({ key: KEYS.p256 });
const file = plainPdf();

/** The report on the one signature whose value is made so. */
async function signatureOf(sign: (bytes: Buffer) => Buffer, subFilter = 'adbe.pkcs7.detached') {
	const { signatures } = await verify(signedPdf(file, sign, { subFilter, room: 100_000 }));
	expect(signatures).toHaveLength(1);
	return signatures[0];
}

/** Alice’s certificate with one byte changed. */
function spoilt(at: number, byte: number): Buffer {
	const der = Buffer.from(alice.der);
	der.writeUInt8(byte, at);
	return der;
}

/** Parameters of RSA-PSS with SHA-256, by default with the same digest in its mask. */
function pssAlgorithm(mask = 'sha256', saltLength = integer(32)): Buffer {
	const hash = (digest: string) => sequence(oid(digestOid(digest)), NULL);
	const maskGeneration = sequence(oid('1.2.840.113549.1.1.8'), hash(mask));
	return sequence(
		oid('1.2.840.113549.1.1.10'),
		sequence(context(0, hash('sha256')), context(1, maskGeneration), context(2, saltLength)),
	);
}

describe('a signature is malformed, and says why,', () => {
	const OTHER_TYPE = 'its attribute contentType names another type than its content has';
	it.each<[string, (bytes: Buffer) => Buffer, string]>([
		[
			'when it is data instead of a SignedData',
			() => sequence(oid(DATA), context(0, octetString(Buffer.from('data')))),
			`it isn’t SignedData, but ${DATA}`,
		],
		['when it is empty', () => sequence(), 'an ASN.1 member is missing'],
		[
			'when its SignedData ends after the version',
			() => sequence(oid(SIGNED_DATA), context(0, sequence(integer(1)))),
			'its SignedData is not complete',
		],
	])('%s', async (_, sign, reason) => {
		expect(await signatureOf(sign)).toMatchObject({ integrity: 'malformed', reason, signer: null });
	});

	it.each<[string, Partial<CmsOptions>, string]>([
		[
			'when its SignerInfo ends after the version',
			{ signerInfos: () => [sequence(integer(1))] },
			'its signer is not complete',
		],
		[
			'when the serial number of its signer’s certificate is no number',
			{
				signerInfos: () => [
					sequence(
						integer(1),
						sequence(sequence(), octetString(Buffer.of(1))),
						sequence(oid(digestOid('sha256'))),
					),
				],
			},
			'not an ASN.1 integer',
		],
		[
			'when it has no field for certificates',
			{ certificates: [] },
			'it lacks its signer’s certificate',
		],
		[
			'when it has more certificates than are looked at',
			{ certificates: Array.from({ length: 101 }, () => alice.der) },
			'it has too many certificates',
		],
		[
			'when two certificates have the signer’s issuer and serial number',
			{ certificates: [alice.der, spoilt(alice.der.length - 1, 0)] },
			'its signer could be any of several certificates',
		],
		[
			'if a certificate is valid from something that isn’t a time',
			{ certificates: [spoilt(alice.der.indexOf(Buffer.from('170d', 'hex')), 0x16)] },
			'not an ASN.1 time',
		],
		[
			'when a certificate is valid from letters',
			{ certificates: [spoilt(alice.der.indexOf(Buffer.from('170d', 'hex')) + 2, 0x41)] },
			'not an ASN.1 time',
		],
		[
			'when a certificate’s signature is no BIT STRING',
			{ certificates: [spoilt(alice.der.length - 261, 0x04)] },
			'not an ASN.1 bit string',
		],
		['when it does not name what it signs', { encapsulated: sequence() }, OTHER_TYPE],
		[
			'when its message digest is a number',
			{
				attributes: ([type = NULL]) => [type, attribute(ATTRIBUTE.messageDigest, integer(1))],
			},
			'not an ASN.1 octet string',
		],
		[
			'when its attribute signing-certificate has no hash',
			{
				attributes: (usual) => [
					...usual,
					attribute(ATTRIBUTE.signingCertificateV2, sequence(sequence(sequence()))),
				],
			},
			'its attribute signing-certificate is not complete',
		],
		[
			'when it is made with an elliptic curve, but its key is RSA’s',
			{ manner: { ...rsa('sha256'), algorithm: sequence(oid('1.2.840.10045.2.1')) } },
			'its key is of the kind rsa, not ec',
		],
		[
			'when it is made with RSA-PSS of two digests, but its key is an elliptic curve’s',
			{
				identity: onCurve,
				manner: { ...ecdsa('sha256', ''), algorithm: pssAlgorithm('sha1') },
				certificates: [onCurve.der],
			},
			'its key is not of the kind rsa',
		],
		[
			'when the length of its salt is no number',
			{ manner: { ...rsaPss('sha256'), algorithm: pssAlgorithm('sha256', NULL) } },
			'not an ASN.1 integer',
		],
	])('%s', async (_, options, reason) => {
		const signature = await signatureOf(signerOf(options.identity ?? alice, options));
		expect(signature).toMatchObject({ integrity: 'malformed', reason });
	});
});

it('a signature of RSA-PSS that names no digest and no salt takes SHA-1 and 20 bytes', async () => {
	const algorithm = sequence(oid('1.2.840.113549.1.1.10'), sequence());
	const usual = { ...rsaPss('sha1', 20), algorithm };
	expect(await signatureOf(signerOf(alice, { manner: usual }))).toMatchObject({
		integrity: 'ok',
		algorithm: 'RSA-PSS',
		digest: 'sha1',
		weak: true,
	});
	const longSalt = { ...rsaPss('sha1', 32), algorithm };
	expect(await signatureOf(signerOf(alice, { manner: longSalt }))).toMatchObject({
		integrity: 'signatureInvalid',
	});
});

it('a signature of RSA-PSS may take another digest for its mask', async () => {
	const sign = (message: Buffer) => signPss(alice, message, 'sha1');
	const usual = { ...rsaPss('sha256'), sign };
	const named = { ...usual, algorithm: pssAlgorithm('sha1') };
	expect(await signatureOf(signerOf(alice, { manner: named }))).toMatchObject({
		integrity: 'ok',
		algorithm: 'RSA-PSS',
		digest: 'sha256',
	});
	expect(await signatureOf(signerOf(alice, { manner: usual }))).toMatchObject({
		integrity: 'signatureInvalid',
	});
});

it('an SM2 signature is two numbers, and not made with the key when there is a third', async () => {
	const identity = makeIdentity({ key: KEYS.sm2, sign: ['-sm3'] });
	const manner = sm2();
	const sign = (message: Buffer) => {
		const numbers = manner.sign(message, identity).subarray(2);
		return sequence(numbers, integer(1));
	};
	expect(await signatureOf(signerOf(identity, { manner: { ...manner, sign } }))).toMatchObject({
		integrity: 'signatureInvalid',
	});
});

describe('a signing time is', () => {
	it.each<[string, Buffer, string | null]>([
		['as required by DER', text(0x17, '260304050607Z'), '2026-03-04T05:06:07.000Z'],
		['with a fraction', text(0x18, '20260304050607.5Z'), '2026-03-04T05:06:07.500Z'],
		['no claim when it is a number', integer(1), null],
		['no claim when it is letters', text(0x17, 'AAAAAAAAAAAAZ'), null],
		['no claim without its seconds', text(0x17, '2603040506Z'), null],
		['no claim with other text around it', text(0x17, 'on 260304050607Z'), null],
		['no claim in another time zone', text(0x18, '20260304050607+0800'), null],
	])('%s, and no reason to doubt the signature', async (_, time, claimedTime) => {
		const sign = signerOf(alice, {
			attributes: (usual) => [...usual, attribute(ATTRIBUTE.signingTime, time)],
		});
		expect(await signatureOf(sign)).toMatchObject({ integrity: 'ok', claimedTime });
	});
});

describe('adbe.pkcs7.sha1, which carries the SHA-1 of the document,', () => {
	const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest();
	const carrying = (encapsulated: (content: Buffer) => Buffer) => (bytes: Buffer) =>
		cms(bytes, {
			identity: alice,
			manner: rsa('sha256'),
			content: sha1(bytes),
			encapsulated: encapsulated(sha1(bytes)),
		});

	it('may carry it in segments, as BER allows', async () => {
		const sign = carrying((content) => {
			const segments = [content.subarray(0, 7), content.subarray(7)].map(octetString);
			return sequence(oid(DATA), context(0, tagged(0x24, Buffer.concat(segments))));
		});
		expect(await signatureOf(sign, 'adbe.pkcs7.sha1')).toMatchObject({ integrity: 'ok' });
	});

	it('is of another document when it carries none', async () => {
		const sign = carrying(() => sequence(oid(DATA)));
		expect(await signatureOf(sign, 'adbe.pkcs7.sha1')).toMatchObject({
			integrity: 'digestMismatch',
		});
	});
});
