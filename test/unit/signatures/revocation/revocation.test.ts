import type { IssueOptions, Issued } from '../../../support/signatures/authority';
import {
	EXTENSIONS,
	issue,
	NO_CHECK,
	P256,
	revocationList,
} from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { ocspResponse } from '../../../support/signatures/ocspResponse';
import { attribute } from '../../../support/signatures/cms';
import { context, generalizedTime, sequence } from '../../../support/signatures/der';
import type { StoreContents } from '../../../support/signatures/securityStore';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import { plainPdf, signedPdf } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

const root = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const authority = issue({ name: 'CA', extensions: EXTENSIONS.authority, issuer: root });
const alice = issue({ issuer: authority });
const mallory = issue({ name: 'CA', extensions: EXTENSIONS.authority });

const signed = signedPdf(
	plainPdf(),
	signerOf(alice, { manner: P256, certificates: [alice, authority].map(({ der }) => der) }),
);

/** The report about Alice's certificate with this security store, and whether she is trusted. */
async function told(store: StoreContents, requireRevocation = false) {
	const report = await verifyWith(withSecurityStore(signed, store), {
		trustedRoots: root.pem,
		now,
		requireRevocation,
	});
	const [signature] = report.signatures;
	expect(report).toMatchObject({ intact: true });
	const revocation = signature?.chain[0]?.revocation;
	return { ...revocation, trusted: report.trusted, trustReason: signature?.trustReason };
}

const list = (...parameters: Parameters<typeof revocationList>) => ({
	lists: [revocationList(...parameters)],
});
const response = (options: Parameters<typeof ocspResponse>[2] = {}) => ({
	responses: [ocspResponse(alice, authority, options)],
});
const responder = (options: IssueOptions = {}) =>
	issue({
		name: 'Responder',
		issuer: authority,
		extensions: [...EXTENSIONS.responder, NO_CHECK],
		...options,
	});
const by = (one: Issued) => response({ responder: one, certificates: [one] });

describe('a certificate is good', () => {
	it.each<[string, () => StoreContents, 'ocsp' | 'crl']>([
		['by the list of its issuer', () => list(authority), 'crl'],
		['by a response of its issuer', () => response(), 'ocsp'],
		[
			'by a response that names its responder by the key',
			() => response({ namesByKey: true }),
			'ocsp',
		],
		['by a bare response', () => response({ isBasic: true }), 'ocsp'],
		[
			'by a response with SHA-256 in its CertID',
			() => response({ digest: { name: 'sha256', identifier: '2.16.840.1.101.3.4.2.1' } }),
			'ocsp',
		],
		['by an appointed responder', () => by(responder()), 'ocsp'],
		[
			'by a response of a moment ago that names no next one',
			() => response({ thisUpdate: ago(60_000), nextUpdate: null }),
			'ocsp',
		],
		[
			'by a list for users’ certificates alone',
			() => list(authority, { extensions: [scope(Buffer.of(0x81, 1, 0xff))] }),
			'crl',
		],
	])('%s', async (_, store, source) => {
		expect(await told(store())).toMatchObject({
			status: 'good',
			source,
			since: null,
			trusted: true,
		});
	});

	it('with everything on the path, where that is required', async () => {
		const lists = [revocationList(authority), revocationList(root)];
		expect(await told({ lists }, true)).toMatchObject({ status: 'good', trusted: true });
		const { trusted, trustReason } = await told({ lists: lists.slice(0, 1) }, true);
		expect({ trusted, trustReason }).toEqual({
			trusted: false,
			trustReason:
				'whether the certificate of CA was revoked is unknown: nothing in the document that its issuer signed says whether it was revoked',
		});
	});

	it('by a responder that a list says is good, without its own exemption', async () => {
		const one = responder({ extensions: EXTENSIONS.responder });
		expect(await told(by(one))).toMatchObject({ status: 'unknown' });
		const lists = [revocationList(authority, { revoked: [{ certificate: mallory, since: now }] })];
		// The list itself would do; it must not be for Alice.
		const onlyOthers = revocationList(authority, { extensions: [scope(Buffer.of(0x82, 1, 0xff))] });
		expect(await told({ ...by(one), lists: [onlyOthers] })).toMatchObject({ status: 'unknown' });
		expect(await told({ ...by(one), lists })).toMatchObject({ status: 'good' });
	});
});

describe('a certificate is revoked, and its signer not trusted,', () => {
	const since = ago(2 * DAY);
	it.each<[string, () => StoreContents, string]>([
		[
			'by the list of its issuer',
			() => list(authority, { revoked: [{ certificate: alice, since, reason: 1 }] }),
			'keyCompromise',
		],
		['by a response', () => response({ status: { since, reason: 4 } }), 'superseded'],
		['by a response without a reason', () => response({ status: { since } }), 'unspecified'],
		[
			'by a list that is out of date',
			() =>
				list(authority, {
					thisUpdate: ago(DAY),
					nextUpdate: ago(HOUR),
					revoked: [{ certificate: alice, since }],
				}),
			'unspecified',
		],
		[
			'by a list of some reasons alone',
			() =>
				list(authority, {
					extensions: [scope(Buffer.of(0x83, 2, 6, 0x40))],
					revoked: [{ certificate: alice, since, reason: 1 }],
				}),
			'keyCompromise',
		],
		[
			'by a list with an unknown extension',
			() =>
				list(authority, {
					extensions: [extension('1.2.3.4', Buffer.of(0x05, 0), true)],
					revoked: [{ certificate: alice, since }],
				}),
			'unspecified',
		],
		[
			'by a change to a list',
			() =>
				list(authority, {
					extensions: [extension('2.5.29.27', Buffer.of(0x02, 1, 1), true)],
					revoked: [{ certificate: alice, since }],
				}),
			'unspecified',
		],
		[
			'by a list, whatever a response says',
			() => ({
				...response(),
				...list(authority, { revoked: [{ certificate: alice, since, reason: 6 }] }),
			}),
			'certificateHold',
		],
		[
			'by a list that attributes it to another issuer, without being an indirect list',
			() => {
				const issuers = context(4, mallory.name);
				const extensions = [extension('2.5.29.29', sequence(issuers), true)];
				return list(authority, { revoked: [{ certificate: alice, since, extensions }] });
			},
			'unspecified',
		],
		[
			'that was invalid before it was revoked',
			() =>
				list(authority, {
					revoked: [
						{
							certificate: alice,
							since: new Date(now.getTime() + HOUR),
							extensions: [extension('2.5.29.24', generalizedTime(since))],
						},
					],
				}),
			'unspecified',
		],
	])('%s', async (_, store, reason) => {
		expect(await told(store())).toMatchObject({
			status: 'revoked',
			since: since.toISOString(),
			reason,
			trusted: false,
			trustReason: `its certificate was revoked on ${since.toISOString()} (${reason})`,
		});
	});

	it('when it is its issuer’s', async () => {
		const { trusted, trustReason } = await told(
			list(root, { revoked: [{ certificate: authority, since, reason: 2 }] }),
		);
		expect(trusted).toBe(false);
		expect(trustReason).toBe(
			`the certificate of CA was revoked on ${since.toISOString()} (cACompromise)`,
		);
	});
});

describe('whether a certificate was revoked is unknown', () => {
	const nothing = /^nothing in the document/;
	const outdated = /does not cover it at that time$/;
	it.each<[string, () => StoreContents, RegExp]>([
		['with nothing', () => ({}), nothing],
		[
			'by what cannot be read',
			() => ({ lists: [Buffer.from('a list')], responses: [Buffer.from('0')] }),
			nothing,
		],
		['by a list that another key has signed', () => list(authority, { signer: mallory }), nothing],
		[
			'by a list of another authority of that name, in the store as well',
			() => ({ ...list(mallory), certificates: [mallory.der] }),
			nothing,
		],
		['by a list of the root', () => list(root), nothing],
		[
			'by a list that is out of date',
			() => list(authority, { thisUpdate: ago(DAY), nextUpdate: ago(1_000) }),
			outdated,
		],
		[
			'by a list of yesterday that names no next one',
			() => list(authority, { thisUpdate: ago(DAY), nextUpdate: null }),
			outdated,
		],
		[
			'by a list of tomorrow',
			() => list(authority, { thisUpdate: new Date(now.getTime() + DAY) }),
			outdated,
		],
		[
			'by a list for authorities alone',
			() => list(authority, { extensions: [scope(Buffer.of(0x82, 1, 0xff))] }),
			outdated,
		],
		[
			'by a list for attribute certificates',
			() => list(authority, { extensions: [scope(Buffer.of(0x85, 1, 0xff))] }),
			outdated,
		],
		[
			'by a list of some reasons alone',
			() => list(authority, { extensions: [scope(Buffer.of(0x83, 2, 6, 0x40))] }),
			outdated,
		],
		[
			'by a list of other points',
			() => list(authority, { extensions: [scope(point('http://a/'))] }),
			outdated,
		],
		[
			'by an indirect list',
			() => list(authority, { extensions: [scope(Buffer.of(0x84, 1, 0xff))] }),
			nothing,
		],
		[
			'by a list with an unknown extension',
			() => list(authority, { extensions: [extension('1.2.3.4', Buffer.of(0x05, 0), true)] }),
			nothing,
		],
		[
			'by a change to a list',
			() => list(authority, { extensions: [extension('2.5.29.27', Buffer.of(0x02, 1, 1), true)] }),
			nothing,
		],
		['by a response that does not know it', () => response({ status: 'unknown' }), nothing],
		[
			'by a response that is out of date',
			() => response({ thisUpdate: ago(DAY), nextUpdate: ago(1_000) }),
			outdated,
		],
		[
			'by a response for another',
			() => ({ responses: [ocspResponse(mallory, authority)] }),
			nothing,
		],
		[
			'by a response with a critical extension',
			() => response({ singleExtensions: [extension('1.2.3.4', Buffer.of(0x05, 0), true)] }),
			nothing,
		],
		[
			'by an unknown responder’s response',
			() => by(issue({ name: 'CA', extensions: EXTENSIONS.responder })),
			nothing,
		],
		[
			'by a response of who may not respond',
			() => by(responder({ extensions: [...EXTENSIONS.signer, NO_CHECK] })),
			nothing,
		],
		['by a response of the signer’s own', () => by(alice), nothing],
		['by a responder whom the root appointed', () => by(responder({ issuer: root })), nothing],
		[
			'by a responder that had expired',
			() => by(responder({ from: ago(9 * DAY), to: ago(2 * HOUR) })),
			nothing,
		],
		['by a responder that has expired since', () => by(responder({ to: ago(60_000) })), nothing],
	])('%s', async (_, store, reason) => {
		expect(await told(store())).toMatchObject({
			status: 'unknown',
			since: null,
			source: null,
			reason: expect.stringMatching(reason),
			trusted: true,
		});
		expect(await told(store(), true)).toMatchObject({ trusted: false });
	});

	it('by a responder who may have been revoked, and says that the certificate was later', async () => {
		const one = responder({ extensions: EXTENSIONS.responder });
		const status = { since: new Date(now.getTime() + DAY) };
		const said = response({ responder: one, certificates: [one], status });
		expect(await told(said, true)).toMatchObject({ status: 'unknown', trusted: false });
	});

	it('by a list that speaks of changes only, and says that the certificate was revoked later', async () => {
		const revoked = [{ certificate: alice, since: new Date(now.getTime() + DAY) }];
		const delta = extension('2.5.29.27', Buffer.of(2, 1, 1), true);
		const said = list(authority, { revoked, extensions: [delta] });
		expect(await told(said, true)).toMatchObject({ status: 'unknown', trusted: false });
	});

	it.each<[string, Parameters<typeof revocationList>[1]]>([
		['of some reasons alone', { extensions: [scope(Buffer.of(0x83, 2, 6, 0x40))] }],
		['of other points', { extensions: [scope(point('http://a/'))] }],
		['for authorities alone', { extensions: [scope(Buffer.of(0x82, 1, 0xff))] }],
		['of tomorrow', { thisUpdate: new Date(now.getTime() + DAY) }],
		['that was out of date by then', { thisUpdate: ago(8 * DAY) }],
	])('by a list %s that names a later revocation', async (_, options) => {
		const since = new Date(now.getTime() + 2 * DAY);
		const revoked = [{ certificate: alice, since, reason: 1 }];
		const said = list(authority, { ...options, revoked });
		expect(await told(said, true)).toMatchObject({
			status: 'unknown',
			since: null,
			reason: expect.stringContaining(
				`says that it was revoked later, on ${since.toISOString()} (keyCompromise), but does not cover it`,
			),
			trusted: false,
		});
		// Together with a list of all reasons it is known.
		const lists = [...said.lists, revocationList(authority)];
		expect(await told({ lists }, true)).toMatchObject({
			status: 'good',
			since: since.toISOString(),
		});
	});

	it('by a responder who was revoked', async () => {
		const one = responder({ extensions: EXTENSIONS.responder });
		const revoked = [{ certificate: one, since: ago(DAY) }];
		const lists = [
			revocationList(authority, { revoked, extensions: [scope(Buffer.of(0x82, 1, 0xff))] }),
		];
		expect(await told({ ...by(one), lists })).toMatchObject({ status: 'unknown' });
	});
});

it('revocation is read out of the signature, where the signer put it', async () => {
	const values = [
		attribute('1.2.840.113583.1.1.8', sequence(context(0, sequence(revocationList(authority))))),
		attribute(
			'1.2.840.113583.1.1.8',
			sequence(context(1, sequence(ocspResponse(alice, authority)))),
		),
		attribute(
			'1.2.840.113549.1.9.16.2.24',
			sequence(context(0, sequence(revocationList(authority)))),
		),
		attribute(
			'1.2.840.113549.1.9.16.2.24',
			sequence(context(1, sequence(ocspResponse(alice, authority, { isBasic: true })))),
		),
	];
	for (const value of values) {
		const sign = signerOf(alice, {
			manner: P256,
			certificates: [alice, authority].map(({ der }) => der),
			attributes: (usual) => [...usual, value],
		});
		const { signatures } = await verifyWith(signedPdf(plainPdf(), sign), {
			trustedRoots: root.pem,
			now,
		});
		expect(signatures[0]?.chain[0]?.revocation).toMatchObject({ status: 'good' });
	}
});

it('certificates for the path are taken out of the security store, too', async () => {
	const document = signedPdf(plainPdf(), signerOf(alice, { manner: P256 }));
	const verify = (file: Buffer) => verifyWith(file, { trustedRoots: root.pem, now });
	expect(await verify(document)).toMatchObject({ trusted: false });
	const stored = withSecurityStore(document, { certificates: [authority.der] });
	expect(await verify(stored)).toMatchObject({ intact: true, trusted: true });
});

/** An IssuingDistributionPoint. */
function scope(...fields: Buffer[]): Buffer {
	return extension('2.5.29.28', sequence(...fields), true);
}

function point(uri: string): Buffer {
	return context(0, context(0, Buffer.concat([Buffer.of(0x86, uri.length), Buffer.from(uri)])));
}
