import { ATTRIBUTE, attribute, cms, DATA, timestampToken } from '../../support/signatures/cms';
import {
	integer,
	NULL,
	octetString,
	oid,
	sequence,
	generalizedTime,
} from '../../support/signatures/der';
import { AUTHORITY, makeIdentity, TIMESTAMPING } from '../../support/signatures/identities';
import { digestOid, rsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const file = plainPdf();
const root = makeIdentity({ name: 'Root', extensions: AUTHORITY });
const alice = makeIdentity({ issuer: root });
const stamper = makeIdentity({ name: 'TSA', extensions: TIMESTAMPING, issuer: root });
const manner = rsa('sha256');
const now = new Date('2026-11-27T12:00:00Z');

/** A document signed by Alice, with a timestamp of the signature. */
const stamped = (token: (signature: Buffer) => Buffer) =>
	signedPdf(
		file,
		signerOf(alice, {
			unsigned: (signature) => [attribute(ATTRIBUTE.timestamp, token(signature))],
		}),
	);

/** A token over the digest of nothing that names another digest, or ends before its time. */
const tokenOf = (digest: string, after: readonly Buffer[], contentType = TST_INFO) => {
	const imprint = sequence(sequence(oid(digestOid(digest)), NULL), octetString(Buffer.alloc(16)));
	const content = sequence(integer(1), oid('1.2.3.4'), imprint, integer(7), ...after);
	return cms(content, { identity: stamper, manner, content, contentType });
};

describe('a signature is not proved by a timestamp', () => {
	it.each<[string, () => Buffer, string]>([
		['that cannot be read', () => octetString(Buffer.from('a stamp')), 'it cannot be read'],
		[
			'that is a signature over something else',
			() => cms(file, { identity: stamper, manner }),
			'it isn’t an RFC 3161 timestamp',
		],
		[
			'that is a signature over data which look like one',
			() => tokenOf('sha256', [generalizedTime(now)], DATA),
			'it isn’t an RFC 3161 timestamp',
		],
		['without a time', () => tokenOf('sha256', []), 'its timestamp has no time'],
	])('%s, which makes the document not intact', async (_, token, reason) => {
		const report = await verify(stamped(token), root.pem);
		expect(report).toMatchObject({
			intact: false,
			problems: [`Signature 1 (Alice 爱丽丝): its timestamp isn’t valid: ${reason}`],
			signatures: [
				{ integrity: 'ok', trustedTime: null, timestamp: { time: null, integrity: 'malformed' } },
			],
		});
	});

	it('that cannot be verified, which is remarked', async () => {
		const report = await verify(
			stamped(() => tokenOf('md5', [generalizedTime(now)])),
			root.pem,
		);
		const why = `its timestamp could not be verified: its digest ${digestOid('md5')} is not supported`;
		expect(report).toMatchObject({
			intact: true,
			remarks: [`Signature 1 (Alice 爱丽丝): ${why}`],
			signatures: [
				{ trustedTime: null, timestamp: { integrity: 'unsupported', authority: 'TSA' } },
			],
		});
	});

	it('whose authority’s certificate is for something else: its time is reported, but not trusted', async () => {
		const token = (signature: Buffer) => timestampToken(signature, alice, manner, now);
		const { intact, signatures } = await verify(stamped(token), root.pem);
		expect(intact).toBe(true);
		expect(signatures[0]?.timestamp).toEqual({
			time: now.toISOString(),
			authority: 'Alice 爱丽丝',
			integrity: 'ok',
			trusted: false,
			reason: 'its certificate is not meant for timestamps',
			chain: [
				expect.objectContaining({ commonName: 'Alice 爱丽丝' }),
				expect.objectContaining({ commonName: 'Root' }),
			],
		});
	});
});

it('a document timestamp that is a plain signature is malformed', async () => {
	const document = signedPdf(file, signerOf(alice), { subFilter: 'ETSI.RFC3161' });
	expect(await verify(document)).toMatchObject({
		intact: false,
		signatures: [
			{
				type: 'documentTimestamp',
				integrity: 'malformed',
				reason: 'it isn’t an RFC 3161 timestamp',
			},
		],
	});
});
