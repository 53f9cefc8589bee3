import { Hash, randomBytes } from 'node:crypto';
import { SIGNATURE_BOUNDS } from '../../../nodes/WoSignDoc/signatures/bounds';
import type { DigestName } from '../../../nodes/WoSignDoc/signatures/cms/digests';
import { DIGEST_NAMES, digestOf } from '../../../nodes/WoSignDoc/signatures/cms/digests';
import { RangeHashes } from '../../../nodes/WoSignDoc/signatures/rangeHashes';

const GAP = 1_000;
const PIECE = 65_536;
const held = SIGNATURE_BOUNDS.unhashedLength;
const file = randomBytes(held + 1_500_000);

/** The digests of a file that is fed in pieces, each of a range that leaves out a gap and ends with the file. */
function digestsOf(names: readonly DigestName[], gapStart: number, piece: number): string[] {
	const digests: string[] = [];
	const hashes = new RangeHashes();
	const feed = (from: number, to: number) => {
		for (let at = from; at < to; at += piece) {
			hashes.update(file.subarray(at, Math.min(at + piece, to)), at);
		}
	};
	feed(0, gapStart);
	for (const name of names) {
		const onDigest = (digest: Buffer) => digests.push(digest.toString('hex'));
		expect(hashes.startRange(name, gapStart + GAP, file.length, onDigest)).toBe(true);
	}
	feed(gapStart, file.length);
	expect(hashes.size).toBe(0);
	return digests;
}

describe('each digest of a range is right with its gap', () => {
	it.each([
		['at the file’s start', 0],
		['while nothing is hashed', held - 10_000],
		['where all that may be held is', held],
		['after the first digests were started', held + 3 * PIECE],
		['before the last ones are', held + 9 * PIECE],
		['after all were started', held + 1_000_000],
	])('%s', (_, gapStart) => {
		// No more ranges than may be open at once.
		for (const names of [DIGEST_NAMES.slice(0, 6), DIGEST_NAMES.slice(6)]) {
			const parts = [file.subarray(0, gapStart), file.subarray(gapStart + GAP)];
			const expected = names.map((name) => digestOf(name, ...parts).toString('hex'));
			expect(digestsOf(names, gapStart, PIECE)).toEqual(expected);
			expect(digestsOf(names, gapStart, 1_500_000)).toEqual(expected);
		}
	});
});

it('a small file is not hashed before a signature asks for it', () => {
	const update = jest.spyOn(Hash.prototype, 'update');
	const hashes = new RangeHashes();
	hashes.update(file.subarray(0, held), 0);
	expect(update).not.toHaveBeenCalled();
	expect(hashes.size).toBeGreaterThanOrEqual(held);
	hashes.startRange('sha256', held, held, () => undefined);
	expect(update).toHaveBeenCalledTimes(1);
	update.mockRestore();
});
