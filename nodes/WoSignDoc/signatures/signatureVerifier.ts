import { Pace } from '../pdf/file/pace';
import { SIGNATURE_BOUNDS } from './bounds';
import { certificationOf } from './changes/certification';
import { judgeChanges } from './changes/permissions';
import type { ChangesBetweenSignatures } from './changes/permissions';
import { withCoverages } from './coverages';
import { FileObjects } from './fileObjects';
import { reportDocument } from './reportDocument';
import type { JudgedReport } from './reportDocument';
import { reportSignature } from './reportSignature';
import { SignatureFinder } from './signatureFinder';
import type { DocumentReport } from './signatureReport';
import { parseRoots } from './trust/parseRoots';
import type { TrustContext } from './trust/trust';

/** What a document's signatures are verified against. */
export interface VerifierOptions {
	/** Certificates that are trusted, in PEM; none are built in. */
	readonly trustedRoots: string;
	readonly now: Date;
	/** Whether a further signer may change pages: then it is a remark. Forbidden unless told. */
	readonly changesBetweenSignatures?: ChangesBetweenSignatures;
	/** Gives the event loop back until its next turn; called again and again while a hostile file is worked through. */
	readonly pause?: () => Promise<void>;
}

export type OpenedVerifier =
	| { readonly kind: 'verifier'; readonly verifier: SignatureVerifier }
	| { readonly kind: 'wrong'; readonly problem: string };

/**
 * Verifies the signatures of a document as its bytes pass. Whatever the bytes are, the outcome is a report, never an
 * error; a file that is no PDF has no signature.
 */
export class SignatureVerifier {
	private readonly finder: SignatureFinder;

	private constructor(
		private readonly context: TrustContext,
		pace: Pace,
		private readonly between: ChangesBetweenSignatures,
	) {
		this.finder = new SignatureFinder(pace);
	}

	/**
	 * A verifier, or why the roots cannot be used. Not an error: those of this bundle are other classes than the nodes'.
	 */
	static open({
		trustedRoots,
		now,
		changesBetweenSignatures = 'forbid',
		pause = noPause,
	}: VerifierOptions): OpenedVerifier {
		const parsed = parseRoots(trustedRoots);
		if (parsed.kind === 'wrong') return parsed;
		const { chainChecks: checksLeft } = SIGNATURE_BOUNDS;
		const pace = new Pace(pause);
		const context = { roots: parsed.roots, now, checksLeft, pace };
		const verifier = new SignatureVerifier(context, pace, changesBetweenSignatures);
		return { kind: 'verifier', verifier };
	}

	/** Bytes of memory that it holds. */
	get held(): number {
		return this.finder.held;
	}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.finder.feed(chunk);
	}

	/** To be called after the last piece: the report on the document and each of its signatures. */
	async end(): Promise<DocumentReport> {
		const { finder, context } = this;
		const fileLength = await finder.end();
		if (finder.candidates.length === 0) return reportDocument([], finder.tooMany);
		const objects = await FileObjects.read(finder.structure);
		const fields = await objects.fields();
		const signatures = finder.candidates
			.map((candidate) => {
				const { name = '', locks = [] } = fields.get(candidate.objectNumber) ?? {};
				const certification = certificationOf(candidate.dictionary, locks, objects);
				return { candidate, field: name, certification };
			})
			.filter(({ certification }) => !certification.isUsageRights);
		const covered = await withCoverages(finder, fileLength, signatures);
		const reports: JudgedReport[] = [];
		for (const judged of judgeChanges(covered, this.between)) {
			await context.pace.step();
			const { candidate, field, coverage, breach } = judged;
			const { certified } = judged.certification;
			const report = await reportSignature(candidate, { field, certified, coverage }, context);
			reports.push({ report, breach });
		}
		return reportDocument(reports, finder.tooMany);
	}
}

async function noPause(): Promise<void> {}
