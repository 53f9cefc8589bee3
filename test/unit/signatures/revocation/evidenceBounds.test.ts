import { SIGNATURE_BOUNDS } from '../../../../nodes/WoSignDoc/signatures/bounds';
import type { Revoked } from '../../../support/signatures/authority';
import { EXTENSIONS, issue, P256, revocationList } from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { ocspResponse } from '../../../support/signatures/ocspResponse';
import type { StoreContents } from '../../../support/signatures/securityStore';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import { context, octetString, oid } from '../../../support/signatures/der';
import { updated } from '../../../support/signatures/laterUpdate';
import { catalog, plainPdf, signedPdf, stream } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';
import { deflateSync } from 'node:zlib';

const root = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const alice = issue({ issuer: root });
const signed = signedPdf(plainPdf(), signerOf(alice, { manner: P256 }));
const since = new Date('2026-01-02T03:04:05Z');
const MEGABYTE = 1_024 * 1_024;

async function told(file: Buffer) {
	const { signatures } = await verifyWith(file, { trustedRoots: root.pem });
	return signatures[0]?.chain[0]?.revocation;
}
const stored = (store: StoreContents) => told(withSecurityStore(signed, store));

/** A list with one entry that is as long as wanted. */
const longList = (length: number) => {
	const long = extension('1.2.3.5', octetString(Buffer.alloc(length)));
	const revoked = [{ certificate: { serial: Buffer.of(9) }, since, extensions: [long] }];
	return revocationList(root, { revoked });
};

describe('revocation information', () => {
	it('is read in a list of a hundred thousand entries, in a moment', async () => {
		const revoked = Array.from({ length: 100_000 }, (_, index) => ({
			certificate: { serial: Buffer.of(2, index >> 16, (index >> 8) & 0xff, index & 0xff) },
			since,
		}));
		const list = (more: readonly Revoked[]) =>
			revocationList(root, { revoked: [...revoked, ...more] });
		const [without, within] = [list([]), list([{ certificate: alice, since }])];
		expect(without.length).toBeGreaterThan(2 * MEGABYTE);
		expect(await stored({ lists: [without] })).toMatchObject({ status: 'good' });
		expect(await stored({ lists: [within] })).toMatchObject({ status: 'revoked' });
	});

	it('is unknown where there is more than is read', async () => {
		const most = SIGNATURE_BOUNDS.evidenceLength;
		expect(await stored({ lists: [longList(most - MEGABYTE)] })).toMatchObject({ status: 'good' });
		expect(await stored({ lists: [longList(most)] })).toMatchObject({ status: 'unknown' });
		const responses = Array.from({ length: SIGNATURE_BOUNDS.evidence + 1 }, () =>
			ocspResponse(issue({ issuer: root, key: alice.key }), root),
		);
		expect(await stored({ responses })).toMatchObject({
			status: 'unknown',
			reason: 'the document has more revocation information than is read',
		});
	});

	it('is left out where a part of it is too large to be parsed in one turn', async () => {
		const part = extension('1.2.3.5', octetString(Buffer.alloc(SIGNATURE_BOUNDS.evidencePart)));
		const lists = [revocationList(root, { extensions: [part] })];
		expect(await stored({ lists })).toMatchObject({ status: 'unknown' });
		const responses = [ocspResponse(alice, root, { singleExtensions: [part] })];
		expect(await stored({ responses })).toMatchObject({ status: 'unknown' });
	});

	it('that is compressed to little is not decompressed to much', async () => {
		const bomb = deflateSync(Buffer.alloc(64 * MEGABYTE)).toString('latin1');
		const list = deflateSync(revocationList(root)).toString('latin1');
		const file = (data: string, filter: string) =>
			updated(signed, {
				1: catalog('/DSS << /CRLs 30 0 R >>'),
				30: '[31 0 R]',
				31: stream(data, `/Filter ${filter} `),
			});
		expect(await told(file(list, '/FlateDecode'))).toMatchObject({ status: 'good' });
		expect(await told(file(list, '[/FlateDecode]'))).toMatchObject({ status: 'good' });
		expect(await told(file(list, '/LZWDecode'))).toMatchObject({ status: 'unknown' });
		expect(await told(file(bomb, '/FlateDecode'))).toMatchObject({ status: 'unknown' });
	});

	it('is found in the part of the store for one signature, too', async () => {
		const list = revocationList(root).toString('latin1');
		const file = updated(signed, {
			1: catalog('/DSS 30 0 R'),
			30: '<< /VRI << /0011223344556677889900112233445566778899 << /CRL [31 0 R] >> >> >>',
			31: stream(list),
		});
		expect(await told(file)).toMatchObject({ status: 'good' });
	});

	const responder = context(1, root.name);
	it.each<[string, Buffer, number, string]>([
		[
			'a list',
			revocationList(root, { revoked: [{ certificate: alice, since, reason: 1 }] }),
			4,
			'revoked',
		],
		['a response', ocspResponse(alice, root), -1, 'good'],
	])('is never taken from %s with a signed byte changed', async (_, der, from, status) => {
		const start = from < 0 ? der.indexOf(responder) : from;
		const end = der.lastIndexOf(oid('1.2.840.10045.4.3.2')) - 2;
		for (let at = 0; at < der.length; at++) {
			const changed = Buffer.from(der);
			changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
			const found = await stored({ lists: [changed], responses: [changed] });
			const isSigned = at >= start && at < end;
			expect(isSigned ? ['unknown'] : ['unknown', status]).toContain(found?.status);
		}
		expect(await stored({ lists: [der], responses: [der] })).toMatchObject({ status });
	});
});
