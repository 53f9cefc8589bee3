import { SIGNATURE_BOUNDS } from '../../../nodes/WoSignDoc/signatures/bounds';
import { parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import { trustOf } from '../../../nodes/WoSignDoc/signatures/trust/trust';
import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, KEYS, makeIdentity } from '../../support/signatures/identities';
import { authority, certify, party } from '../../support/signatures/madeCertificates';
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
	const context = (roots: readonly Buffer[]) => ({
		roots: roots.map(parseCertificate),
		now: new Date(),
		checksLeft: SIGNATURE_BOUNDS.chainChecks,
		verified: new Map(),
		pace: { step: async () => {} },
	});
	/** Each of the keys of a name is certified by each of those of the next name: 3 ** depth paths to no root; the last certificate leads to it. */
	const mesh = async (depth: number) => {
		const layers = Array.from({ length: depth }, (_, layer) =>
			[1, 2, 3].map(() => party(`CN=Layer ${layer}`)),
		);
		const others = layers.flatMap((layer, index) =>
			layer.flatMap((one) =>
				(layers[index + 1] ?? []).map((above) => certify(one, above, [authority()])),
			),
		);
		const [alice, top] = [party('CN=Alice'), party('CN=Top')];
		const [issuer = top] = layers[0] ?? [];
		const ders = [...others, certify(issuer, top, [authority()])];
		const signer = parseCertificate(certify(alice, issuer));
		return await trustOf(
			signer,
			ders.map(parseCertificate),
			context([certify(top, top, [authority()])]),
			{ purpose: 'signing', at: new Date() },
		);
	};
	expect(await mesh(3)).toMatchObject({ trusted: true, reason: '' });
	expect(await mesh(8)).toMatchObject({
		trusted: false,
		reason: expect.stringMatching(/more certificates than/) as string,
	});
});
