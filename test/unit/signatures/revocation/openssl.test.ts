import fc from 'fast-check';
import {
	EXTENSIONS,
	issue,
	NO_CHECK,
	P256,
	revocationList,
} from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { sequence } from '../../../support/signatures/der';
import {
	opensslAccepts,
	opensslList,
	opensslResponse,
} from '../../../support/signatures/opensslAuthority';
import type { StoreContents } from '../../../support/signatures/securityStore';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import { plainPdf, signedPdf } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';

const HOUR = 3_600_000;
const root = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const alice = issue({ issuer: root });
const responder = issue({
	name: 'Responder',
	issuer: root,
	extensions: [...EXTENSIONS.responder, NO_CHECK],
});
const mallory = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const signed = signedPdf(plainPdf(), signerOf(alice, { manner: P256 }));
const since = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 5 * HOUR);

async function told(store: StoreContents, now = new Date()) {
	const file = withSecurityStore(signed, store);
	const options = { trustedRoots: root.pem, now, requireRevocation: true };
	const { trusted, signatures } = await verifyWith(file, options);
	return { trusted, ...signatures[0]?.chain[0]?.revocation };
}

describe('what OpenSSL’s authority says', () => {
	const good = { trusted: true, status: 'good' };
	const revoked = { trusted: false, status: 'revoked', since: since.toISOString() };

	it('in a list is read', async () => {
		expect(await told({ lists: [opensslList(root, alice)] })).toMatchObject(good);
		const lists = [opensslList(root, alice, { since, reason: 'keyCompromise' })];
		expect(await told({ lists })).toMatchObject({ ...revoked, reason: 'keyCompromise' });
	});

	it.each([
		['itself', root],
		['an appointed responder', responder],
	])('in a response of %s is read', async (_, by) => {
		const responses = [opensslResponse(root, alice, { responder: by })];
		expect(await told({ responses })).toMatchObject({ ...good, source: 'ocsp' });
		const parameters = { responder: by, revoked: { since, reason: 'superseded' } };
		expect(await told({ responses: [opensslResponse(root, alice, parameters)] })).toMatchObject({
			...revoked,
			reason: 'superseded',
		});
	});
});

it('by lists of any time and scope a certificate is accepted just where OpenSSL accepts it', async () => {
	const hours = fc.integer({ min: 0, max: 4 });
	const scopes = fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 5);
	const cases = fc.tuple(
		hours,
		hours,
		hours,
		fc.boolean(),
		scopes,
		fc.constantFrom(root, root, mallory),
	);
	const property = fc.asyncProperty(cases, async ([age, life, later, isRevoked, scope, signer]) => {
		const thisUpdate = new Date(Date.now() - age * HOUR - 60_000);
		const list = revocationList(root, {
			thisUpdate,
			nextUpdate: new Date(thisUpdate.getTime() + life * HOUR),
			revoked: isRevoked ? [{ certificate: alice, since, reason: 1 }] : [],
			extensions: scope === 0 ? [] : [extension('2.5.29.28', sequence(scopeField(scope)), true)],
			signer,
		});
		const at = new Date(thisUpdate.getTime() + later * HOUR + 30_000);
		const { trusted } = await told({ lists: [list] }, at);
		expect(trusted).toBe(opensslAccepts(root, alice, { list, at }));
	});
	await fc.assert(property, { numRuns: 40 });
});

/** One field of an IssuingDistributionPoint, by its tag; a few reasons for onlySomeReasons. */
function scopeField(tag: number): Buffer {
	return tag === 3 ? Buffer.of(0x83, 2, 6, 0x40) : Buffer.of(0x80 + tag, 1, 0xff);
}
