import { ValueBudget } from '../pdf/file/valueBudget';
import { SIGNATURE_BOUNDS } from './bounds';
import type { Candidate } from './candidate';
import type { Certification } from './changes/certification';
import type { SignatureNumbers } from './changes/comparison';
import type { Examined } from './changes/coverage';
import { coverageOf } from './changes/coverageOf';
import type { KnownUpdates } from './changes/updateSyntax';
import type { SignatureFinder } from './signatureFinder';

/** A signature of the file, and its rules for later changes. */
export interface FoundSignature {
	readonly candidate: Candidate;
	readonly certification: Certification;
}

/** Whether it is a person's or an organization's valid signature. */
export function isSigner({ signature, verdict }: Candidate): boolean {
	return signature?.type === 'signature' && verdict.integrity === 'ok';
}

/**
 * The signatures, each with what follows its range. As much is determined as fits in `SIGNATURE_BOUNDS.coverageWork`:
 * first what follows the last signer, then the signatures with rules for later changes, then the others from the last
 * to the first.
 */
export async function withCoverages<Found extends FoundSignature>(
	finder: SignatureFinder,
	fileLength: number,
	signatures: readonly Found[],
): Promise<(Found & { readonly isSigner: boolean; readonly examined: Examined })[]> {
	const { structure, later } = finder;
	const numbers = signatureNumbers(finder.candidates);
	const known = new Map<number, Examined>();
	const updates: KnownUpdates = new Map();
	let work = 0;
	for (const end of rangeEnds(signatures, fileLength)) {
		if (work > SIGNATURE_BOUNDS.coverageWork) break;
		const budget = new ValueBudget();
		const after = later.after(end);
		const examined = coverageOf(structure, end, fileLength, after, numbers, budget, updates);
		known.set(end, await examined);
		work += structure.weight + budget.spent;
	}
	return signatures.map((found) => {
		const { rangeEnd } = found.candidate;
		const examined = known.get(rangeEnd) ?? notExamined(fileLength, rangeEnd);
		return { ...found, isSigner: isSigner(found.candidate), examined };
	});
}

function signatureNumbers(candidates: readonly Candidate[]): SignatureNumbers {
	const numbersOf = (some: readonly Candidate[]) =>
		new Set(some.map(({ objectNumber }) => objectNumber));
	return {
		all: numbersOf(candidates),
		signers: numbersOf(candidates.filter(isSigner)),
		timestamps: numbersOf(
			candidates.filter(
				({ signature, verdict }) =>
					signature?.type === 'documentTimestamp' && verdict.integrity === 'ok',
			),
		),
	};
}

/** Where ranges end, each once, in the order in which they are examined. */
function rangeEnds(signatures: readonly FoundSignature[], fileLength: number): number[] {
	const inside = signatures
		.filter(({ candidate: { rangeEnd } }) => rangeEnd > 0 && rangeEnd <= fileLength)
		.toSorted((one, other) => other.candidate.rangeEnd - one.candidate.rangeEnd);
	const last = inside.filter(({ candidate }) => isSigner(candidate)).slice(0, 1);
	const telling = inside.filter(({ certification: { certified, limit, locks } }) => {
		return certified !== null || limit !== null || locks.length > 0;
	});
	const ends = [...last, ...telling, ...inside].map(({ candidate }) => candidate.rangeEnd);
	return [...new Set(ends)];
}

function notExamined(fileLength: number, rangeEnd: number): Examined {
	if (rangeEnd === 0) return unknown(0, 'more', 'it has no signed range');
	const bytesAfter = fileLength - rangeEnd;
	return bytesAfter < 0
		? unknown(0, 'more', 'its signed range ends after the file')
		: unknown(bytesAfter, 'unchecked', 'the document was signed more often than is examined');
}

function unknown(bytesAfter: number, after: 'more' | 'unchecked', reason: string): Examined {
	return { bytesAfter, after, reason, changes: [] };
}
