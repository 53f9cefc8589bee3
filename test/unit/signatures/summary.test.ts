import { reportDocument } from '../../../nodes/WoSignDoc/signatures/reportDocument';
import type { SignatureReport } from '../../../nodes/WoSignDoc/signatures/signatureReport';
import { simplifiedReport } from '../../../nodes/WoSignDoc/signatures/simplifiedReport';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf, written } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const file = plainPdf();
const SIGNED_AT = '2026-01-02T03:04:05.000Z';

let alice: Identity;
let signed: Buffer;
let whole: SignatureReport;
beforeAll(async () => {
	alice = makeIdentity();
	signed = signedPdf(file, signerOf(alice));
	const [signature] = (await verify(signed)).signatures;
	if (!signature) throw new Error('it has no signature');
	whole = { ...signature, claimedTime: SIGNED_AT };
});

/** The summary of signatures that differ from a valid one like this. */
const told = (...changes: ReadonlyArray<Partial<SignatureReport>>) =>
	reportDocument(
		changes.map((change) => ({ report: { ...whole, ...change }, breach: undefined })),
		false,
	);
const broken = { integrity: 'digestMismatch', reason: 'it was changed' } as const;
const unsupported = { integrity: 'unsupported', reason: 'it is a seal' } as const;
const stamp = { time: SIGNED_AT, authority: 'TSA', trusted: false, reason: 'wrong', chain: [] };
const named = (commonName: string) => ({
	signer: { commonName, organization: '', country: '', issuer: '', serial: '1' },
});
const more = {
	bytesAfter: 9,
	wholeFile: false,
	after: 'more',
	reason: 'page 1 is another',
	filledIn: [],
} as const;

describe('the summary', () => {
	it('of a document that isn’t intact begins with that, the first problem, and what to do', () => {
		expect(told(broken, {}, broken).summary).toBe(
			'Not intact: Signature 1 (Alice 爱丽丝): it was changed (and 1 more problem). Don’t rely on this document; ask the sender for the original.',
		);
	});

	it('of a signature that cannot be verified here does not call the document changed', () => {
		expect(told(unsupported).summary).toMatch(
			/^Undecided: Signature 1 .*: it is a seal\. That doesn’t mean/,
		);
		expect(told(unsupported, broken).summary).toMatch(/^Not intact: /);
	});

	it('says how to check who signed where no roots are given', () => {
		expect(told({}).summary).toMatch(
			/^Intact, but it isn’t proven who signed: the document was signed by Alice 爱丽丝 and not changed since\. That Alice 爱丽丝 signed isn’t proven: no trusted roots are given.*\. To check that, turn on 'Check Trust', with the root certificates that you trust in the credential’s 'Trusted Roots'\.$/,
		);
	});

	it('says that later changes are permitted, where there are any', () => {
		const { summary } = told({ trusted: true, seen: 'changed' });
		expect(summary).toContain('What was changed since is permitted; see the remarks.');
	});

	it('says what an untrusted certificate means, and that a timestamp’s is no signer’s', () => {
		expect(told({ trustReason: 'its certificate had expired' }).summary).toMatch(
			/That Alice 爱丽丝 signed isn’t proven: its certificate had expired\. Anyone could/,
		);
		const timestamp = { type: 'documentTimestamp', trustReason: 'it leads nowhere' } as const;
		expect(told({ trusted: true }, timestamp).summary).toMatch(
			/That the timestamp is from Alice 爱丽丝 isn’t proven: it leads nowhere\./,
		);
	});

	it('names a few signers and counts the others', () => {
		const names = Array.from({ length: 7 }, (_, at) => named(`N${at}`));
		expect(told(...names.map((one) => ({ ...one, trusted: true }))).summary).toBe(
			"Trusted: the document was signed by N0, N1, N2, N3, N4, and 2 more and not changed since. All certificates lead to 'Trusted Roots'.",
		);
	});
});

describe('the simplified report', () => {
	const simplified = (change: Partial<SignatureReport>) =>
		simplifiedReport(told(change)).signatures[0];

	it('has the verdict, and of each signature who, when and why', () => {
		const report = told({});
		expect(simplifiedReport(report)).toEqual({
			intact: true,
			trusted: false,
			summary: report.summary,
			signatures: [
				{
					type: 'signature',
					signer: 'Alice 爱丽丝',
					time: SIGNED_AT,
					timeFrom: 'signer',
					verdict: 'valid',
					reason: expect.stringMatching(/^no trusted roots are given/) as string,
				},
			],
		});
	});

	it.each<[string, Partial<SignatureReport>, string, string]>([
		['trusted', { trusted: true, trustReason: '' }, 'trusted', ''],
		['broken', broken, 'invalid', 'it was changed'],
		['not supported', unsupported, 'unknown', 'it is a seal'],
		['followed by a change', { coverage: more, trusted: true }, 'changed', more.reason],
		[
			'with a timestamp for something else',
			{ timestamp: { ...stamp, integrity: 'digestMismatch' } },
			'invalid',
			'its timestamp isn’t valid: wrong',
		],
		[
			'with a timestamp of an unknown kind',
			{ timestamp: { ...stamp, integrity: 'unsupported' } },
			'valid',
			'no trusted roots are given',
		],
	])('says of a signature that is %s', (_, change, verdict, reason) => {
		expect(simplified(change)).toMatchObject({ verdict });
		expect(simplified(change)?.reason.startsWith(reason)).toBe(true);
	});

	it('distinguishes a timestamp’s time from one that the signer claims, and from none', () => {
		const times = [{ trustedTime: '2026-02-02T00:00:00.000Z' }, {}, { claimedTime: null }];
		expect(times.map((one) => simplified(one)?.timeFrom)).toEqual(['timestamp', 'signer', null]);
	});

	it('has no name where no certificate could be read', () => {
		expect(simplified({ ...broken, signer: null })).toMatchObject({ signer: '' });
	});

	it('agrees with the whole report of a real document, changed or not', async () => {
		const verdicts = async (document: Buffer) =>
			simplifiedReport(await verify(document, alice.pem)).signatures.map(({ verdict }) => verdict);
		expect(await verdicts(signed)).toEqual(['trusted']);
		expect(await verdicts(written(signed, { 4: '<< /Length 1 >>\nstream\nx\nendstream' }))).toEqual(
			['changed'],
		);
	});
});
