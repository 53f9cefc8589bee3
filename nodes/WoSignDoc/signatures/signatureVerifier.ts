import { Pace } from '../pdf/file/pace';
import { SIGNATURE_BOUNDS } from './bounds';
import { certificationOf } from './changes/certification';
import { coverageOf } from './changes/coverage';
import type { Coverage } from './changes/coverage';
import { FileObjects } from './fileObjects';
import { judgeDocument } from './judgeDocument';
import { reportSignature } from './reportSignature';
import type { Judgement } from './reportSignature';
import { SignatureFinder } from './signatureFinder';
import type { DocumentReport, SignatureReport } from './signatureReport';
import { parseRoots } from './trust/parseRoots';

/** What a document's signatures are verified against. */
export interface VerifierOptions {
	/** Certificates that are trusted, in PEM; none are built in. */
	readonly trustedRoots: string;
	readonly now: Date;
	/** Gives the event loop back until its next turn; called again and again while a hostile file is worked through. */
	readonly pause?: () => Promise<void>;
}

export type OpenedVerifier =
	| { readonly kind: 'verifier'; readonly verifier: SignatureVerifier }
	| { readonly kind: 'wrong'; readonly problem: string };

/** Of a signature without a range in the file, or of one before the last ones. */
function unknown(fileLength: number, rangeEnd: number): Coverage {
	const isInside = rangeEnd > 0 && rangeEnd <= fileLength;
	return isInside
		? { bytesAfter: fileLength - rangeEnd, after: 'more', reason: 'it was signed again too often' }
		: { bytesAfter: 0, after: 'more', reason: 'it has no signed range' };
}

/**
 * Verifies the signatures of a document as its bytes pass: whatever they are is a value, never an error. A file that
 * is no PDF has no signature.
 */
export class SignatureVerifier {
	private readonly finder: SignatureFinder;

	private constructor(
		private readonly judgement: Judgement,
		private readonly pace: Pace,
	) {
		this.finder = new SignatureFinder(pace);
	}

	/** A verifier, or why the roots cannot be used: a value, since the library's errors are other classes than ours. */
	static open({ trustedRoots, now, pause = noPause }: VerifierOptions): OpenedVerifier {
		const parsed = parseRoots(trustedRoots);
		if (parsed.kind === 'wrong') return parsed;
		const pace = new Pace(pause);
		const { chainChecks: checksLeft } = SIGNATURE_BOUNDS;
		const anchors = { roots: parsed.roots, checksLeft, pace };
		return { kind: 'verifier', verifier: new SignatureVerifier({ anchors, now }, pace) };
	}

	/** Bytes of memory that it holds. */
	get held(): number {
		return this.finder.held;
	}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.finder.feed(chunk);
	}

	/** To be called after the last piece. */
	async end(): Promise<DocumentReport> {
		const { finder, judgement, pace } = this;
		const fileLength = await finder.end();
		if (finder.candidates.length === 0) return judgeDocument([], finder.tooMany);
		const objects = await FileObjects.read(finder.structure);
		const names = await objects.fieldNames();
		const coverages = await this.coverages(fileLength);
		const signatures: SignatureReport[] = [];
		for (const candidate of finder.candidates) {
			await pace.step();
			const { certified, isUsageRights } = certificationOf(candidate.dictionary, objects);
			if (isUsageRights) continue;
			const field = names.get(candidate.objectNumber) ?? '';
			const coverage = coverages.get(candidate.rangeEnd) ?? unknown(fileLength, candidate.rangeEnd);
			signatures.push(await reportSignature(candidate, { field, certified, coverage }, judgement));
		}
		return judgeDocument(signatures, finder.tooMany);
	}

	/** By the ends of the signed ranges; the last ones count, and each takes its work. */
	private async coverages(fileLength: number): Promise<Map<number, Coverage>> {
		const { candidates, structure, later } = this.finder;
		const ends = candidates
			.map(({ rangeEnd }) => rangeEnd)
			.filter((end) => end > 0 && end <= fileLength);
		const looked = [...new Set(ends)]
			.sort((one, other) => other - one)
			.slice(0, SIGNATURE_BOUNDS.coverages);
		const numbers = new Set(candidates.map(({ objectNumber }) => objectNumber));
		const coverages = new Map<number, Coverage>();
		for (const end of looked) {
			coverages.set(end, await coverageOf(structure, end, fileLength, later.after(end), numbers));
		}
		return coverages;
	}
}

async function noPause(): Promise<void> {}
