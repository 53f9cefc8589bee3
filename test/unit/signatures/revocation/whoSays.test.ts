import type { Issued } from '../../../support/signatures/authority';
import {
	EXTENSIONS,
	extendedKeyUsage,
	issue,
	keyUsage,
	NO_CHECK,
	P256,
	revocationList,
} from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { NULL, oid, sequence } from '../../../support/signatures/der';
import { ocspResponse } from '../../../support/signatures/ocspResponse';
import type { StoreContents } from '../../../support/signatures/securityStore';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import { plainPdf, signedPdf } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';

const root = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const otherRoot = issue({ name: 'Other root', extensions: EXTENSIONS.authority });
const since = new Date(Date.now() - 3_600_000);

/** The reports about a chain's certificates, the signer's first, and whether it is trusted if that is required. */
async function told(chain: readonly [Issued, ...Issued[]], store: StoreContents = {}) {
	const certificates = chain.map(({ der }) => der);
	const file = signedPdf(plainPdf(), signerOf(chain[0], { manner: P256, certificates }));
	const { trusted, signatures } = await verifyWith(withSecurityStore(file, store), {
		trustedRoots: root.pem + otherRoot.pem,
		requireRevocation: true,
	});
	return [...(signatures[0]?.chain.map(({ revocation }) => revocation.status) ?? []), trusted];
}

describe('a certificate that says that its issuer never reports its revocation', () => {
	const exempt = (identifier: string, usual: readonly Buffer[]) => [
		...usual,
		extension(identifier, NULL),
	];

	it.each(['2.5.29.56', '0.4.0.194121.2.1'])('needs nothing of that (%s)', async (identifier) => {
		const signer = issue({ issuer: root, extensions: exempt(identifier, EXTENSIONS.signer) });
		expect(await told([signer])).toEqual(['notNeeded', 'notNeeded', true]);
		const lists = [revocationList(root, { revoked: [{ certificate: signer, since }] })];
		expect(await told([signer], { lists })).toEqual(['revoked', 'notNeeded', false]);
	});

	it('needs it anyway if it is an authority’s', async () => {
		const extensions = exempt('2.5.29.56', EXTENSIONS.authority);
		const authority = issue({ name: 'CA', issuer: root, extensions });
		const lists = [revocationList(authority)];
		const chain = [issue({ issuer: authority }), authority] as const;
		expect(await told(chain, { lists })).toEqual(['good', 'unknown', 'notNeeded', false]);
	});
});

describe('nothing counts', () => {
	const alice = issue({ issuer: root });
	const responder = (extensions: readonly Buffer[]) =>
		issue({ name: 'Responder', issuer: root, extensions });
	const by = (one: Issued, about = alice) =>
		ocspResponse(about, root, { responder: one, certificates: [one] });

	it('of a responder that is vouched for only by another, which isn’t vouched for', async () => {
		const [one, other] = [responder(EXTENSIONS.responder), responder(EXTENSIONS.responder)];
		const exempt = responder([...EXTENSIONS.responder, NO_CHECK]);
		const said = (last: Issued) => told([alice], { responses: [by(one), by(last, one)] });
		expect(await said(other)).toEqual(['unknown', 'notNeeded', false]);
		expect(await said(exempt)).toEqual(['good', 'notNeeded', true]);
	});

	it.each([
		['has an unknown critical extension', [extension('1.2.3.4', NULL, true)]],
		['may sign certificates alone', [keyUsage(0x04)]],
	])('of a responder who %s', async (_, extensions) => {
		const usual = [extendedKeyUsage('1.3.6.1.5.5.7.3.9'), NO_CHECK];
		const strange = responder([...usual, ...extensions]);
		expect(await told([alice], { responses: [by(strange)] })).toEqual([
			...['unknown', 'notNeeded', false],
		]);
		expect(await told([alice], { responses: [by(responder(usual))] })).toEqual([
			...['good', 'notNeeded', true],
		]);
	});

	it('of a responder whose certificate is younger than its response', async () => {
		const usual = [...EXTENSIONS.responder, NO_CHECK];
		const from = new Date(Date.now() - 60_000);
		const late = issue({ name: 'Responder', issuer: root, extensions: usual, from });
		expect(await told([alice], { responses: [by(late)] })).toEqual([
			...['unknown', 'notNeeded', false],
		]);
	});

	it('of a response with an unknown critical extension', async () => {
		const said = (isCritical: boolean) => {
			const extensions = [extension('1.2.3.4', NULL, isCritical)];
			return told([alice], { responses: [ocspResponse(alice, root, { extensions })] });
		};
		expect(await said(true)).toEqual(['unknown', 'notNeeded', false]);
		expect(await said(false)).toEqual(['good', 'notNeeded', true]);
	});

	it.each<[string, Partial<Issued>, Partial<Issued>]>([
		['of another issuer', { issuerName: otherRoot.name }, {}],
		['of another issuer’s key', {}, { publicKey: otherRoot.publicKey }],
		['of another number', { serial: Buffer.of(9) }, {}],
	])('of a response about a certificate %s', async (_, about, issuer) => {
		const responses = [
			ocspResponse({ ...alice, ...about }, { ...root, ...issuer }, { responder: root }),
		];
		expect(await told([alice], { responses })).toEqual(['unknown', 'notNeeded', false]);
	});

	it('of a list that names two algorithms for its signature', async () => {
		const algorithm = sequence(oid('1.2.840.10045.4.3.3'));
		const lists = [revocationList(root, { algorithm })];
		expect(await told([alice], { lists })).toEqual(['unknown', 'notNeeded', false]);
	});

	it('of a namesake of the issuer under another trusted root', async () => {
		const named = { name: 'CA', extensions: EXTENSIONS.authority };
		const authority = issue({ ...named, issuer: root });
		const chain = [issue({ issuer: authority }), authority] as const;
		const listsBy = async (signer: Issued) =>
			told(chain, {
				certificates: [signer.der],
				lists: [revocationList(authority, { signer }), revocationList(root)],
			});
		const namesake = issue({ ...named, issuer: otherRoot });
		expect(await listsBy(namesake)).toEqual(['unknown', 'good', 'notNeeded', false]);
		const otherKey = issue({ ...named, issuer: root });
		expect(await listsBy(otherKey)).toEqual(['good', 'good', 'notNeeded', true]);
	});
});
