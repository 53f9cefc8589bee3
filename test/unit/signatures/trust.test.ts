import { ATTRIBUTE, attribute, timestampToken } from '../../support/signatures/cms';
import type { Manner } from '../../support/signatures/cms';
import type { Identity } from '../../support/signatures/identities';
import {
	AUTHORITY,
	KEYS,
	makeIdentity,
	SIGNER,
	TIMESTAMPING,
} from '../../support/signatures/identities';
import { rsa, sm2 } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const DAY = 86_400_000;
const file = plainPdf();

let root: Identity;
let intermediate: Identity;
let leaf: Identity;
beforeAll(() => {
	root = makeIdentity({ name: 'Root', extensions: AUTHORITY });
	intermediate = makeIdentity({ name: 'Intermediate', extensions: AUTHORITY, issuer: root });
	leaf = makeIdentity({ issuer: intermediate });
});

const signedBy = (
	identity: Identity,
	others: readonly Identity[] = [],
	manner: Manner = rsa('sha256'),
	timestamp?: (signature: Buffer) => Buffer,
) =>
	signedPdf(
		file,
		signerOf(identity, {
			manner,
			certificates: [identity, ...others].map(({ der }) => der),
			...(timestamp && {
				unsigned: (signature: Buffer) => [attribute(ATTRIBUTE.timestamp, timestamp(signature))],
			}),
		}),
		{ room: 12_000 },
	);

describe('a signer is trusted', () => {
	it('by a chain of certificates to a root that is given', async () => {
		const report = await verify(signedBy(leaf, [intermediate]), root.pem);
		expect(report).toMatchObject({ intact: true, trusted: true });
		expect(report.summary).toBe(
			"Trusted: the document was signed by Alice 爱丽丝 and not changed since. All certificates lead to 'Trusted Roots'.",
		);
		expect(report.signatures[0]?.signer).toMatchObject({ issuer: 'Intermediate' });
	});

	it('by any of several roots, pasted with spoilt line breaks, or by the intermediate one', async () => {
		const other = makeIdentity({ name: 'Other', extensions: AUTHORITY });
		const pasted = `${other.pem}${root.pem}`.replaceAll('\n', ' ');
		expect(await verify(signedBy(leaf, [intermediate]), pasted)).toMatchObject({ trusted: true });
		expect(await verify(signedBy(leaf), intermediate.pem)).toMatchObject({ trusted: true });
	});

	it('who has a self-signed certificate that is given itself', async () => {
		const self = makeIdentity();
		expect(await verify(signedBy(self), self.pem)).toMatchObject({ trusted: true });
	});

	it('by a chain of SM2 certificates', async () => {
		const options = { key: KEYS.sm2, sign: ['-sm3', '-sigopt', 'distid:1234567812345678'] };
		const authority = makeIdentity({ ...options, name: 'SM2 root', extensions: AUTHORITY });
		const signer = makeIdentity({ ...options, issuer: authority });
		expect(await verify(signedBy(signer, [], sm2()), authority.pem)).toMatchObject({
			trusted: true,
		});
	});

	it('after the certificate’s end, where a trusted timestamp shows that it was signed before', async () => {
		const authority = makeIdentity({
			name: 'TSA',
			extensions: TIMESTAMPING,
			days: 1_000,
			issuer: root,
		});
		const brief = makeIdentity({ issuer: root, days: 1 });
		const roots = root.pem;
		const stamped = signedBy(brief, [], rsa('sha256'), (signature) =>
			timestampToken(signature, authority, rsa('sha256'), new Date()),
		);
		const later = new Date(Date.now() + 10 * DAY);
		expect(await verify(stamped, roots, 10_000, later)).toMatchObject({ trusted: true });
		expect((await verify(stamped, roots, 10_000, later)).signatures[0]?.certificate).toMatchObject({
			validAtSigning: true,
			validNow: false,
		});
		const unstamped = await verify(signedBy(brief), roots, 10_000, later);
		expect(unstamped).toMatchObject({ intact: true, trusted: false });
		expect(unstamped.signatures[0]?.trustReason).toMatch(/had expired/);
	});
});

describe('a signer is not trusted', () => {
	const codeSigner = [
		'basicConstraints=CA:FALSE',
		'keyUsage=digitalSignature',
		'extendedKeyUsage=serverAuth',
	];
	it.each<[string, () => Promise<{ document: Buffer; roots: string; now?: Date }>, RegExp]>([
		[
			'without roots',
			async () => ({ document: signedBy(leaf, [intermediate]), roots: '' }),
			/no trusted roots/,
		],
		[
			'by another root',
			async () => ({
				document: signedBy(leaf, [intermediate]),
				roots: makeIdentity({ name: 'Root', extensions: AUTHORITY }).pem,
			}),
			/“Root”, the certificate of that name has another key/,
		],
		[
			'whose chain lacks a certificate',
			async () => ({ document: signedBy(leaf), roots: root.pem }),
			/was issued by “Intermediate”, which is neither in the document nor among the trusted roots/,
		],
		[
			'whose issuer is no authority',
			async () => {
				const notAnAuthority = makeIdentity({ name: 'No authority', issuer: root });
				const signer = makeIdentity({ issuer: notAnAuthority });
				return { document: signedBy(signer, [notAnAuthority]), roots: root.pem };
			},
			/of No authority is not that of an authority/,
		],
		[
			'whose issuer may not sign certificates',
			async () => {
				const authority = makeIdentity({
					name: 'Weak',
					extensions: ['basicConstraints=CA:TRUE', 'keyUsage=digitalSignature'],
					issuer: root,
				});
				return {
					document: signedBy(makeIdentity({ issuer: authority }), [authority]),
					roots: root.pem,
				};
			},
			/of Weak may not sign certificates/,
		],
		[
			'whose chain is longer than an authority allows',
			async () => {
				const first = makeIdentity({
					name: 'First',
					extensions: ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=keyCertSign'],
					issuer: root,
				});
				const second = makeIdentity({ name: 'Second', extensions: AUTHORITY, issuer: first });
				return {
					document: signedBy(makeIdentity({ issuer: second }), [second, first]),
					roots: root.pem,
				};
			},
			/of Second adds one more authority/,
		],
		[
			'whose certificate is for servers',
			async () => ({
				document: signedBy(makeIdentity({ extensions: codeSigner, issuer: root })),
				roots: root.pem,
			}),
			/not meant for signing documents/,
		],
		[
			'whose key is not for signatures',
			async () => ({
				document: signedBy(
					makeIdentity({ extensions: ['keyUsage=keyEncipherment'], issuer: root }),
				),
				roots: root.pem,
			}),
			/not meant for signatures/,
		],
		[
			'before the certificate’s time',
			async () => ({
				document: signedBy(leaf, [intermediate]),
				roots: root.pem,
				now: new Date(Date.now() - 10 * DAY),
			}),
			/not valid yet/,
		],
		[
			'after the certificate’s time',
			async () => ({
				document: signedBy(leaf, [intermediate]),
				roots: root.pem,
				now: new Date(Date.now() + 800 * DAY),
			}),
			/had expired/,
		],
		[
			'with an unknown critical extension',
			async () => ({
				document: signedBy(
					makeIdentity({ extensions: [...SIGNER, '1.2.3.4=critical,ASN1:NULL'], issuer: root }),
				),
				roots: root.pem,
			}),
			/critical extension 1\.2\.3\.4/,
		],
	])('%s', async (_, make, reason) => {
		const { document, roots, now } = await make();
		const report = await verify(document, roots, 10_000, now);
		expect(report).toMatchObject({ intact: true, trusted: false });
		expect(report.signatures[0]?.trustReason).toMatch(reason);
		expect(report.summary).toMatch(/^Intact, but it isn’t proven who signed: /);
	});

	it('unless all signers are', async () => {
		const stranger = makeIdentity({ name: 'Stranger' });
		const first = signedBy(leaf, [intermediate]);
		const both = signedPdf(first, signerOf(stranger), {
			numbers: [20, 21],
			fields: '11 0 R 21 0 R',
		});
		expect(await verify(both, root.pem)).toMatchObject({
			intact: true,
			trusted: false,
			signers: ['Alice 爱丽丝', 'Stranger'],
		});
	});
});

it.each([
	['no PEM', 'hello'],
	['a certificate that is cut off', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
])('roots that are %s are reported', async (_, roots) => {
	await expect(verify(file, roots)).rejects.toThrow(/certificate/);
});
