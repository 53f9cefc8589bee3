import { waitForTick } from '@cantoo/pdf-lib';
import type { CrossReferences } from './crossReferences';
import { Pace } from './file/pace';
import type { KeptStreams } from './keptObject';
import { Skeleton } from './skeleton';

/** Bytes processed at a time. */
const PIECE = 64 * 1_024;

export type FedSkeleton =
	| { readonly kind: 'fed'; readonly skeleton: Skeleton }
	| { readonly kind: 'wrong'; readonly problem: unknown };

/**
 * Reads a PDF to its end, whatever it contains and however it is split into chunks, in short turns of the event loop:
 * bytes in memory arrive as a single chunk. Throws only the stream's own error.
 *
 * @param crossReferences reads the same chunks to find where the file's cross-references lead
 */
export async function feedSkeleton(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	keptStreams: KeptStreams,
	crossReferences?: CrossReferences,
): Promise<FedSkeleton> {
	const skeleton = new Skeleton(keptStreams);
	const pace = new Pace(waitForTick);
	let wrong: FedSkeleton | undefined;
	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length; at += PIECE) {
			const piece = chunk.subarray(at, at + PIECE);
			wrong ??= problemOf(() => {
				skeleton.feed(piece);
				crossReferences?.feed(piece);
			});
			await pace.step();
		}
	}
	return wrong ?? problemOf(() => skeleton.end()) ?? { kind: 'fed', skeleton };
}

function problemOf(step: () => void): FedSkeleton | undefined {
	try {
		step();
		return undefined;
	} catch (problem) {
		return { kind: 'wrong', problem };
	}
}
