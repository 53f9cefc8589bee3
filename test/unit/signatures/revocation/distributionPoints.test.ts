import { EXTENSIONS, issue, P256, revocationList } from '../../../support/signatures/authority';
import { extension } from '../../../support/signatures/certificate';
import { context, sequence, tagged } from '../../../support/signatures/der';
import { withSecurityStore } from '../../../support/signatures/securityStore';
import { plainPdf, signedPdf } from '../../../support/signatures/signedPdf';
import { signerOf } from '../../../support/signatures/signer';
import { verifyWith } from '../../../support/signatures/verify';

const root = issue({ name: 'Root', extensions: EXTENSIONS.authority });
const other = issue({ name: 'Other' });
const since = new Date('2026-01-02T03:04:05Z');

const at = (uri: string) => context(0, context(0, tagged(0x86, Buffer.from(uri))));
const SOME_REASONS = tagged(0x81, Buffer.of(6, 0x40));
const OTHER_ISSUER = context(2, context(4, other.name));
const listAt = (uri: string) => extension('2.5.29.28', sequence(at(uri)), true);

/** A signer whose certificate has this extension for its distribution points, by a list of the point `http://a/`. */
async function status(points: Buffer, isRevoked = false) {
	const signer = issue({
		issuer: root,
		extensions: [...EXTENSIONS.signer, extension('2.5.29.31', points)],
	});
	const revoked = isRevoked ? [{ certificate: signer, since }] : [];
	const lists = [revocationList(root, { revoked, extensions: [listAt('http://a/')] })];
	const file = withSecurityStore(signedPdf(plainPdf(), signerOf(signer, { manner: P256 })), {
		lists,
	});
	const { signatures } = await verifyWith(file, { trustedRoots: root.pem });
	return signatures[0]?.chain[0]?.revocation.status;
}

describe('a list of one distribution point', () => {
	it.each<[string, string, Buffer]>([
		['is of the certificate’s point', 'good', sequence(sequence(at('http://a/')))],
		['is of another point', 'unknown', sequence(sequence(at('http://b/')))],
		[
			'is of a point whose lists another issues',
			'unknown',
			sequence(sequence(at('http://a/'), OTHER_ISSUER)),
		],
		[
			'is of a point that is for some reasons alone',
			'unknown',
			sequence(sequence(at('http://a/'), SOME_REASONS)),
		],
		[
			'is of one of two points that are for all reasons together',
			'good',
			sequence(sequence(at('http://a/'), SOME_REASONS), sequence(at('http://a/'))),
		],
		['cannot be compared with what cannot be read', 'unknown', Buffer.of(0x05, 0)],
	])('that %s leaves a certificate %s', async (_, expected, points) => {
		expect(await status(points)).toBe(expected);
	});

	it('revokes whom it names, wherever the certificate says that its lists are', async () => {
		for (const points of [sequence(sequence(at('http://b/'))), Buffer.of(0x05, 0)])
			expect(await status(points, true)).toBe('revoked');
	});
});
