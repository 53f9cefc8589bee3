import { createHash } from 'node:crypto';
import { FileDigest } from '../../../nodes/WoSignDoc/push/wire/fileDigest';
import { SeenAlgorithms } from '../../../nodes/WoSignDoc/push/wire/hashAlgorithms';

const SMALL = Buffer.alloc(100_000, 'small');
const LARGE = Buffer.alloc(3_000_000, 'large');

const hashOf = (document: Buffer, algorithm: string) =>
	createHash(algorithm).update(document).digest('hex');

/** Verifies a document that arrives in pieces before its hash; `announced` came before it. */
function verify(
	seen: SeenAlgorithms,
	document: Buffer,
	hash: string,
	{ announced = '', order = '' } = {},
) {
	const digest = new FileDigest(seen, announced, order);
	for (let at = 0; at < document.length; at += 65_536) {
		digest.update(document.subarray(at, at + 65_536));
	}
	const verified = digest.verify(hash);
	// Taken on, as after the checks that follow.
	seen.add(verified.hashAlgorithm);
	return verified;
}

describe.each(['sha224', 'sha256', 'sha384', 'sha512'])('a hash by %s', (algorithm) => {
	const accepted = { hashAlgorithm: algorithm, hash: hashOf(LARGE, algorithm) };

	it('is accepted at once, the first that ever came', () => {
		const first = verify(new SeenAlgorithms(), LARGE, hashOf(LARGE, algorithm));
		expect(first).toMatchObject({ ...accepted, sha256: hashOf(LARGE, 'sha256') });
	});

	it('is accepted immediately if it precedes the document, whatever the previous hashes', () => {
		const seen = new SeenAlgorithms();
		verify(seen, LARGE, hashOf(LARGE, 'sha256'));
		const hash = hashOf(LARGE, algorithm);
		expect(verify(seen, LARGE, hash, { announced: hash })).toMatchObject(accepted);
	});

	it('is accepted at once after a document of a megabyte or less, whatever came before', () => {
		const seen = new SeenAlgorithms();
		verify(seen, SMALL, hashOf(SMALL, 'sha256'));
		const hash = hashOf(SMALL, algorithm);
		expect(verify(seen, SMALL, hash)).toMatchObject({ hashAlgorithm: algorithm, hash });
	});
});

describe('a hash by another member than before, after a large document', () => {
	it('is refused once, and accepted when it is pushed again', () => {
		const seen = new SeenAlgorithms();
		verify(seen, LARGE, hashOf(LARGE, 'sha256'));
		const again = () => verify(seen, LARGE, hashOf(LARGE, 'sha512'));
		expect(again).toThrow(expect.objectContaining({ code: 'unexpectedHash', httpStatus: 503 }));
		expect(again()).toMatchObject({ hashAlgorithm: 'sha512', hash: hashOf(LARGE, 'sha512') });
		expect(verify(seen, LARGE, hashOf(LARGE, 'sha256'))).toMatchObject({
			hashAlgorithm: 'sha256',
		});
	});

	it('is accepted on retry, even if another hash precedes the document', () => {
		const seen = new SeenAlgorithms();
		const announced = hashOf(LARGE, 'sha256');
		const again = () => verify(seen, LARGE, hashOf(LARGE, 'sha384'), { announced });
		expect(again).toThrow(expect.objectContaining({ code: 'unexpectedHash' }));
		expect(again()).toMatchObject({ hashAlgorithm: 'sha384' });
	});

	it('is refused for another document’s, whatever was seen before', () => {
		const seen = new SeenAlgorithms();
		for (const algorithm of ['sha512', 'sha256', 'sha512']) {
			expect(() => verify(seen, LARGE, hashOf(SMALL, algorithm))).toThrow(
				expect.objectContaining({ code: 'hashMismatch' }),
			);
		}
	});
});

describe('a document’s work', () => {
	/** The hash algorithms computed for an order's document. */
	const hashedBy = (seen: SeenAlgorithms, order: string) => [...seen.expected(undefined, order)];

	it('is not made more by forged pushes, whose hashes name other members', () => {
		const seen = new SeenAlgorithms();
		verify(seen, LARGE, hashOf(LARGE, 'sha256'));
		for (const algorithm of ['sha224', 'sha384', 'sha512']) {
			const forged = () => verify(seen, SMALL, hashOf(LARGE, algorithm), { order: 'FORGED' });
			expect(forged).toThrow(expect.objectContaining({ code: 'hashMismatch' }));
			const large = () => verify(seen, LARGE, hashOf(SMALL, algorithm), { order: 'FORGED' });
			expect(large).toThrow(expect.objectContaining({ code: 'unexpectedHash' }));
		}
		expect(hashedBy(seen, 'GENUINE')).toEqual(['sha256']);
	});

	it('is made more for an order alone whose hash could not be verified, until it was right', () => {
		const seen = new SeenAlgorithms();
		verify(seen, LARGE, hashOf(LARGE, 'sha256'));
		const again = () => verify(seen, LARGE, hashOf(LARGE, 'sha512'), { order: 'ORDER-1' });
		expect(again).toThrow(expect.objectContaining({ code: 'unexpectedHash' }));
		expect(hashedBy(seen, 'ORDER-1')).toEqual(['sha256', 'sha512']);
		expect(hashedBy(seen, 'ORDER-2')).toEqual(['sha256']);
		expect(again()).toMatchObject({ hashAlgorithm: 'sha512' });
		expect(hashedBy(seen, 'ORDER-2')).toEqual(['sha256', 'sha512']);
	});
});
