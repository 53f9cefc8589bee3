import { EXTENSIONS, issue, P256, revocationList } from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { ocspResponse } from '../../../support/signatures/ocspResponse';
import type { Issued } from '../../../support/signatures/authority';
import { ATTRIBUTE, attribute, timestampToken } from '../../../support/signatures/cms';
import { generalizedTime } from '../../../support/signatures/der';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import type { SigningOptions } from '../../../support/signatures/signedPdf';
import { plainPdf, signedPdf } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';
const signedAt = new Date('2026-03-02T04:05:06Z');
const after = (milliseconds: number) => new Date(signedAt.getTime() + milliseconds);

const LONG = { from: after(-YEAR), to: after(30 * YEAR) };
const root = issue({ name: 'Root', extensions: EXTENSIONS.authority, ...LONG });
const stampRoot = issue({ name: 'Stamp Root', extensions: EXTENSIONS.authority, ...LONG });
const stamper = issue({
	name: 'TSA',
	issuer: stampRoot,
	extensions: EXTENSIONS.timestamping,
	...LONG,
});
/** As the platform's: it lives ten minutes. */
const brief = issue({ issuer: root, from: after(-MINUTE), to: after(9 * MINUTE) });
const fingerprint = /^[0-9A-F]{64}$/;

const stamped = (authority: Issued, time: Date) => (signature: Buffer) => [
	attribute(ATTRIBUTE.timestamp, timestampToken(signature, authority, P256, time)),
];
/** A document with a timestamp, and eight hours off in what the signer claims. */
const signed = (signer: Issued, options: SigningOptions = {}, stampedBy: Issued | null = stamper) =>
	signedPdf(
		plainPdf(),
		signerOf(signer, {
			manner: P256,
			certificates: [signer.der],
			signingTime: after(8 * HOUR + 1_000),
			...(stampedBy && { unsigned: stamped(stampedBy, after(5_000)) }),
		}),
		options,
	);
const roots = `${root.pem}${stampRoot.pem}`;
const judged = (file: Buffer, now: Date, trustedRoots = roots, requireRevocation = false) =>
	verifyWith(file, { trustedRoots, now, requireRevocation });

/** Revocation information of the time of signing, in a security store after the signed range. */
const store = {
	lists: [
		revocationList(root, { thisUpdate: after(-HOUR) }),
		revocationList(stampRoot, { thisUpdate: after(-HOUR), nextUpdate: after(2 * DAY) }),
	],
	responses: [ocspResponse(brief, root, { thisUpdate: after(0), nextUpdate: null })],
};

describe('a document as the platform makes it, a day later,', () => {
	const file = withSecurityStore(signed(brief, { entries: "/M (D:20260302120506+08'00')" }), store);

	it('is trusted with both roots, revocation included', async () => {
		const report = await judged(file, after(DAY), roots, true);
		expect(report).toMatchObject({ intact: true, trusted: true });
		expect(report.signatures[0]).toMatchObject({
			claimedTime: after(8 * HOUR + 1_000).toISOString(),
			claimedTimeFrom: 'signingTime',
			trustedTime: after(5_000).toISOString(),
			provenTime: after(5_000).toISOString(),
			provenBy: 'timestamp',
			chain: [
				{
					commonName: 'Alice',
					fingerprint: expect.stringMatching(fingerprint),
					validTo: after(9 * MINUTE).toISOString(),
					revocation: { status: 'good', source: 'ocsp', asOf: signedAt.toISOString() },
				},
				{ commonName: 'Root', revocation: { status: 'notNeeded' } },
			],
			timestamp: {
				trusted: true,
				chain: [{ commonName: 'TSA', revocation: { status: 'good', source: 'crl' } }, {}],
			},
		});
		expect(report.remarks).toContain(
			'Signature 1 (Alice): the signer’s clock says 8 hours more than the timestamp, as if local time had been written as UTC: the time of the timestamp, 2026-03-02T04:05:11.000Z, counts',
		);
	});

	it('says with one root which one is missing', async () => {
		const { trusted, signatures } = await judged(file, after(DAY), root.pem);
		expect(trusted).toBe(false);
		expect(signatures[0]?.trustReason).toMatch(
			/^the signing certificate had ended \(2026-03-02T04:14:06\.000Z\) when it was judged; the timestamp of 2026-03-02T04:05:11\.000Z would prove an earlier time, but of that, its certificate .*Stamp Root/,
		);
		const other = await judged(file, after(DAY), stampRoot.pem);
		expect(other.signatures[0]).toMatchObject({
			trusted: false,
			timestamp: { trusted: true },
			trustReason: expect.stringMatching(/by “Root”/),
		});
	});

	it('is trusted within the ten minutes with one root alone', async () => {
		expect(await judged(file, after(3 * MINUTE), root.pem)).toMatchObject({ trusted: true });
	});

	it('has no proof of revocation once the information on the timestamp is out of date', async () => {
		expect(await judged(file, after(3 * DAY))).toMatchObject({ trusted: true });
		expect(await judged(file, after(3 * DAY), roots, true)).toMatchObject({ trusted: false });
	});
});

describe('a signer who was revoked', () => {
	const alice = issue({ issuer: root, ...LONG });
	const withList = (since: Date) => {
		const lists = [
			revocationList(root, {
				thisUpdate: after(DAY),
				revoked: [{ certificate: alice, since, reason: 1 }],
			}),
		];
		return withSecurityStore(signed(alice), { lists });
	};

	it('before signing is not trusted', async () => {
		expect(await judged(withList(after(-DAY)), after(2 * DAY))).toMatchObject({ trusted: false });
	});

	it('after signing, as a timestamp proves, is trusted, and that is remarked', async () => {
		const report = await judged(withList(after(HOUR)), after(2 * DAY));
		expect(report).toMatchObject({ trusted: true });
		expect(report.signatures[0]?.chain[0]?.revocation).toMatchObject({
			status: 'good',
			since: after(HOUR).toISOString(),
			reason: 'keyCompromise',
		});
		expect(report.remarks).toContain(
			`Signature 1 (Alice): the certificate of Alice was revoked later, on ${after(HOUR).toISOString()} (keyCompromise)`,
		);
	});

	it('after signing, as nothing proves, is not trusted', async () => {
		expect(await judged(withList(after(HOUR)), after(2 * DAY), root.pem)).toMatchObject({
			trusted: false,
		});
	});
});

it.each([
	['has dropped certificates that ended', undefined, [], 'unknown'],
	['keeps certificates that ended', after(-YEAR), [], 'good'],
	[
		'names it nevertheless, as revoked after signing',
		undefined,
		[{ certificate: brief, since: after(MINUTE) }],
		'good',
	],
])('a list that was issued after a certificate’s end and %s', async (_, keeps, revoked, status) => {
	const extensions = keeps ? [extension('2.5.29.60', generalizedTime(keeps))] : [];
	const lists = [revocationList(root, { thisUpdate: after(HOUR), extensions, revoked })];
	const { signatures } = await judged(withSecurityStore(signed(brief), { lists }), after(DAY));
	expect(signatures[0]?.chain[0]?.revocation).toMatchObject({ status });
});

it.each([
	['does not say whether it still knows those that ended', [], 'unknown'],
	['knows those that ended', [extension(ARCHIVE_CUTOFF, generalizedTime(after(-YEAR)))], 'good'],
	['has forgotten it', [extension(ARCHIVE_CUTOFF, generalizedTime(after(HOUR)))], 'unknown'],
])('a response after a certificate’s end that %s', async (_, singleExtensions, status) => {
	const responses = [ocspResponse(brief, root, { thisUpdate: after(HOUR), singleExtensions })];
	const { signatures } = await judged(withSecurityStore(signed(brief), { responses }), after(DAY));
	expect(signatures[0]?.chain[0]?.revocation).toMatchObject({ status });
});

describe('document timestamps', () => {
	/** A TSA whose certificate lives a year from signing on. */
	const yearly = issue({ ...briefly(YEAR), name: 'TSA 1', issuer: stampRoot });
	const stamp = (file: Buffer, authority: Issued, time: Date, number: number) =>
		signedPdf(file, (bytes) => timestampToken(bytes, authority, P256, time), {
			subFilter: 'ETSI.RFC3161',
			numbers: [number, number + 1],
			fields: `11 0 R ${number + 1} 0 R`,
		});
	const early = signed(brief, {}, yearly);
	const within = stamp(early, stamper, after(MINUTE), 20);

	it('prove the time of a signature whose own timestamp has ended', async () => {
		expect(await judged(early, after(2 * YEAR))).toMatchObject({ intact: true, trusted: false });
		const report = await judged(within, after(2 * YEAR));
		expect(report).toMatchObject({ intact: true, trusted: true });
		expect(report.signatures).toMatchObject([
			{
				provenTime: after(5_000).toISOString(),
				provenBy: 'timestamp',
				timestamp: { trusted: true },
			},
			{ type: 'documentTimestamp', provenTime: null, provenBy: null, trusted: true },
		]);
	});

	it('prove the time of a signature without a timestamp of its own', async () => {
		const bare = signed(brief, {}, null);
		const report = await judged(stamp(bare, stamper, after(MINUTE), 20), after(DAY));
		expect(report.signatures[0]).toMatchObject({
			trusted: true,
			trustedTime: null,
			provenTime: after(MINUTE).toISOString(),
			provenBy: 'documentTimestamp',
		});
	});

	it('are judged at the time of the next one outside', async () => {
		const inner = stamp(signed(brief, {}, null), yearly, after(MINUTE), 20);
		expect(await judged(inner, after(2 * YEAR))).toMatchObject({ trusted: false });
		const outer = stamp(inner, stamper, after(DAY), 30);
		const report = await judged(outer, after(2 * YEAR));
		expect(report).toMatchObject({ trusted: true });
		expect(report.signatures).toMatchObject([
			{ provenTime: after(MINUTE).toISOString(), provenBy: 'documentTimestamp' },
			{ provenTime: after(DAY).toISOString(), provenBy: 'documentTimestamp' },
			{ provenTime: null },
		]);
		// The outer one came too late to prove anything for the inner.
		const late = stamp(inner, stamper, after(YEAR + DAY), 30);
		expect(await judged(late, after(2 * YEAR))).toMatchObject({ trusted: false });
	});

	it('prove nothing when their time is after that of the one outside, or in the future', async () => {
		const inner = stamp(signed(brief, {}, null), stamper, after(DAY), 20);
		const outer = stamp(inner, stamper, after(HOUR), 30);
		const { signatures } = await judged(outer, after(2 * DAY));
		expect(signatures.map(({ trusted }) => trusted)).toEqual([false, false, true]);
		expect(signatures[1]?.trustReason).toBe('its time is later than it can have been made');
		const future = await judged(signed(brief), after(-6 * MINUTE));
		expect(future.signatures[0]?.timestamp).toMatchObject({ trusted: false });
	});

	it('whose authority was revoked prove nothing, except for an earlier time', async () => {
		const inner = stamp(signed(brief, {}, null), yearly, after(MINUTE), 20);
		const lists = [
			revocationList(stampRoot, {
				thisUpdate: after(2 * DAY),
				revoked: [{ certificate: yearly, since: after(DAY) }],
			}),
		];
		const fields = '11 0 R 21 0 R';
		const revoked = withSecurityStore(inner, { lists }, { first: 40, fields });
		expect(await judged(revoked, after(3 * DAY))).toMatchObject({ intact: true, trusted: false });
		const archived = stamp(inner, stamper, after(HOUR), 30);
		const both = withSecurityStore(archived, { lists }, { first: 40, fields: `${fields} 31 0 R` });
		expect(await judged(both, after(3 * DAY))).toMatchObject({ intact: true, trusted: true });
	});

	it.each([
		['the signer', brief, 'Alice'],
		['the authority itself', yearly, 'TSA 1'],
	])(
		'keep what a revoked authority stamped before for %s, with one remark',
		async (_, by, name) => {
			const archived = stamp(signed(by, {}, yearly), stamper, after(MINUTE), 20);
			const revoked = [{ certificate: yearly, since: after(DAY), reason: 4 }];
			const lists = [revocationList(stampRoot, { thisUpdate: after(2 * DAY), revoked })];
			const fields = '11 0 R 21 0 R';
			const file = withSecurityStore(archived, { lists }, { first: 40, fields });
			const { remarks, signatures } = await judged(file, after(3 * DAY));
			expect(signatures[0]?.timestamp).toMatchObject({ trusted: true });
			expect(remarks.filter((one) => one.includes('revoked'))).toEqual([
				`Signature 1 (${name}): the certificate of TSA 1 was revoked later, on ${after(DAY).toISOString()} (superseded)`,
			]);
		},
	);
});

describe('what the signer claims', () => {
	const claimed = async (entries: string, signingTime?: Date) => {
		const sign = signerOf(brief, { manner: P256, ...(signingTime && { signingTime }) });
		const { signatures } = await judged(signedPdf(plainPdf(), sign, { entries }), after(0));
		return [signatures[0]?.claimedTime, signatures[0]?.claimedTimeFrom];
	};

	it('is the time in the signature, else that in its dictionary', async () => {
		const entries = "/M (D:20260302120506+08'00')";
		expect(await claimed(entries, after(0))).toEqual([after(0).toISOString(), 'signingTime']);
		expect(await claimed(entries)).toEqual([signedAt.toISOString(), 'dictionary']);
		expect(await claimed('/M (yesterday)')).toEqual([null, null]);
		expect(await claimed('')).toEqual([null, null]);
	});

	it('is remarked where it is farther from the timestamp than the certificate lives', async () => {
		const times = async (signingTime: Date) => {
			const options = { manner: P256, signingTime, unsigned: stamped(stamper, after(5_000)) };
			return (await judged(signedPdf(plainPdf(), signerOf(brief, options)), after(MINUTE))).remarks;
		};
		expect(await times(after(25 * MINUTE))).toEqual([
			`Signature 1 (Alice): the signer claims to have signed at ${after(25 * MINUTE).toISOString()}: the time of the timestamp, ${after(5_000).toISOString()}, counts`,
		]);
		expect(await times(after(-HOUR))).toEqual([expect.stringContaining('1 hour less')]);
		expect(await times(after(2 * MINUTE))).toEqual([]);
	});
});

function briefly(life: number) {
	return { extensions: EXTENSIONS.timestamping, from: after(-DAY), to: after(life) };
}
