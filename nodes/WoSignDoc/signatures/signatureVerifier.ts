import { certificationOf } from './certification';
import type { Certificate } from './certificate';
import type { Coverage } from './coverage';
import type { TrustAnchors } from './trust';
import { coverageOf } from './coverage';
import { FileObjects } from './fileObjects';
import { judgeDocument } from './judgeDocument';
import { parseRoots } from './parseRoots';
import { reportSignature } from './reportSignature';
import type { Judgement } from './reportSignature';
import { SignatureFinder } from './signatureFinder';
import type { DocumentReport } from './signatureReport';
import { SIGNATURE_BOUNDS } from './bounds';

/** What a document's signatures are verified against. */
export interface VerifierOptions {
	/** Certificates that are trusted, in PEM; none are built in. */
	readonly trustedRoots: string;
	readonly now: Date;
}

export type OpenedVerifier =
	| { readonly kind: 'verifier'; readonly verifier: SignatureVerifier }
	| { readonly kind: 'wrong'; readonly problem: string };

const UNKNOWN: Coverage = { bytesAfter: 0, after: 'more', reason: 'it has no signed range' };

/**
 * Verifies the signatures of a document as its bytes pass: whatever they are is a value, never an error. A file that
 * is no PDF has no signature.
 */
export class SignatureVerifier {
	private readonly finder = new SignatureFinder();

	private constructor(private readonly judgement: Judgement) {}

	/** A verifier, or why the roots cannot be used: a value, since the library's errors are other classes than ours. */
	static open({ trustedRoots, now }: VerifierOptions): OpenedVerifier {
		const parsed = parseRoots(trustedRoots);
		return parsed.kind === 'wrong'
			? parsed
			: {
					kind: 'verifier',
					verifier: new SignatureVerifier({ anchors: anchorsOf(parsed.roots), now }),
				};
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
		const { finder, judgement } = this;
		const fileLength = finder.end();
		const objects = await FileObjects.read(finder.structure);
		const names = objects.fieldNames();
		const coverages = await this.coverages(fileLength);
		const signatures = finder.candidates.flatMap((candidate) => {
			const { certified, isUsageRights } = certificationOf(candidate.dictionary, objects);
			if (isUsageRights) return [];
			const field = names.get(candidate.objectNumber) ?? '';
			const coverage = coverages.get(candidate.rangeEnd) ?? UNKNOWN;
			return [reportSignature(candidate, { field, certified, coverage }, judgement)];
		});
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

function anchorsOf(roots: readonly Certificate[]): TrustAnchors {
	return { roots, checksLeft: SIGNATURE_BOUNDS.chainChecks };
}
