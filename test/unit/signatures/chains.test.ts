import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, KEYS, makeIdentity } from '../../support/signatures/identities';
import { ecdsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const key = KEYS.p256;
const manner = ecdsa('sha256', '1.2.840.10045.4.3.2');
const root = makeIdentity({ key, name: 'Root', extensions: AUTHORITY });

/** Whether a signer is trusted by the root, when the certificates come with the signature. */
async function trusted(signer: Identity, others: readonly Buffer[]): Promise<boolean> {
	const certificates = [signer.der, ...others];
	const sign = signerOf(signer, { manner, certificates });
	const report = await verify(signedPdf(plainPdf(), sign, { room: 60_000 }), root.pem);
	expect(report.intact).toBe(true);
	return report.trusted;
}

it('a chain leads to a root over at most nine certificates between', async () => {
	const between: Identity[] = [];
	let issuer = root;
	for (let index = 1; index <= 10; index++) {
		issuer = makeIdentity({ key, name: `Authority ${index}`, extensions: AUTHORITY, issuer });
		between.unshift(issuer);
	}
	const ders = between.map(({ der }) => der);
	const [tenth = root, ninth = root] = between;
	expect(await trusted(makeIdentity({ key, issuer: ninth }), ders.slice(1))).toBe(true);
	expect(await trusted(makeIdentity({ key, issuer: tenth }), ders)).toBe(false);
});

it('certificates of one name that all could be the issuer are tried, but not without end', async () => {
	const authority = makeIdentity({ key, name: 'Boot', extensions: AUTHORITY, issuer: root });
	const signer = makeIdentity({ key, issuer: authority });
	// Each has the authority's key, and says that it is issued by its own name: all could be issuers of all.
	const forged = (count: number) =>
		Array.from({ length: count }, (_, index) => {
			const der = Buffer.from(authority.der);
			der.write('Boot', der.indexOf('Root'));
			der.writeUInt8(index, der.length - 1);
			return der;
		});
	expect(await trusted(signer, [...forged(3), authority.der])).toBe(true);
	expect(await trusted(signer, [...forged(60), authority.der])).toBe(false);
});
