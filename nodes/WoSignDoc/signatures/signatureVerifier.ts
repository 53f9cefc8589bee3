import { Pace } from '../pdf/file/pace';
import { SIGNATURE_BOUNDS } from './bounds';
import { certificationOf } from './changes/certification';
import { judgeChanges } from './changes/permissions';
import type { ChangesBetweenSignatures } from './changes/permissions';
import { withCoverages } from './coverages';
import { CertificateJudge } from './judgeCertificate';
import { FileObjects } from './fileObjects';
import { reportDocument } from './reportDocument';
import type { JudgedReport } from './reportDocument';
import { reportSignature } from './reportSignature';
import { ProvenTimes } from './provenTimes';
import { readEvidence } from './revocation/evidence';
import { readSecurityStores } from './securityStore';
import { SignatureFinder } from './signatureFinder';
import type { DocumentReport } from './signatureReport';
import { parseRoots } from './trust/parseRoots';
import type { TrustContext } from './trust/trust';

/** What a document's signatures are verified against. */
export interface VerifierOptions {
	/** Trusted certificates in PEM; none are built in. */
	readonly trustedRoots: string;
	readonly now: Date;
	/** Whether a certificate is trusted only if the document proves that it had not been revoked; by default not. */
	readonly requireRevocation?: boolean;
	/** Whether another signer may change pages, which is then a remark. Forbidden by default. */
	readonly changesBetweenSignatures?: ChangesBetweenSignatures;
	/** Yields to the event loop until its next turn; called repeatedly while a hostile file is processed. */
	readonly pause?: () => Promise<void>;
}

export type OpenedVerifier =
	| { readonly kind: 'verifier'; readonly verifier: SignatureVerifier }
	| { readonly kind: 'wrong'; readonly problem: string };

/**
 * Verifies the signatures of a document as its bytes stream by. Whatever the bytes are, the result is a report, never
 * an error; a file that isn't a PDF has no signature.
 */
export class SignatureVerifier {
	private readonly finder: SignatureFinder;

	private constructor(
		private readonly context: TrustContext,
		pace: Pace,
		private readonly rules: Required<
			Pick<VerifierOptions, 'requireRevocation' | 'changesBetweenSignatures'>
		>,
	) {
		this.finder = new SignatureFinder(pace);
	}

	/** A verifier, or why the roots can't be used. Not an error: this bundle's error classes differ from the nodes'. */
	static open({
		trustedRoots,
		now,
		requireRevocation = false,
		changesBetweenSignatures = 'forbid',
		pause = noPause,
	}: VerifierOptions): OpenedVerifier {
		const parsed = parseRoots(trustedRoots);
		if (parsed.kind === 'wrong') return parsed;
		const { chainChecks: checksLeft } = SIGNATURE_BOUNDS;
		const pace = new Pace(pause);
		const context = { roots: parsed.roots, now, checksLeft, verified: new Map(), pace };
		const verifier = new SignatureVerifier(context, pace, {
			requireRevocation,
			changesBetweenSignatures,
		});
		return { kind: 'verifier', verifier };
	}

	/** Bytes of memory in use. */
	get held(): number {
		return this.finder.held;
	}

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.finder.feed(chunk);
	}

	/** To be called after the last chunk: returns the report on the document and each of its signatures. */
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
		const judge = await this.judge(objects);
		const times = await ProvenTimes.read(finder.candidates, judge);
		const reports: JudgedReport[] = [];
		for (const judged of judgeChanges(covered, this.rules.changesBetweenSignatures)) {
			await context.pace.step();
			const { candidate, field, coverage, breach } = judged;
			const { certified } = judged.certification;
			const report = await reportSignature(candidate, { field, certified, coverage }, judge, times);
			reports.push({ report, breach });
		}
		return reportDocument(reports, finder.tooMany);
	}

	/** A judge with all of the document's validation data. */
	private async judge(objects: FileObjects): Promise<CertificateJudge> {
		const { candidates, structure, later } = this.finder;
		const own = candidates.flatMap(({ signature }) => [
			...(signature ? [signature.validation] : []),
			...(signature?.timestamp ? [signature.timestamp.validation] : []),
		]);
		const hasRoots = this.context.roots.length > 0;
		const store = hasRoots ? [await readSecurityStores(objects, structure, later)] : [];
		const evidence = await readEvidence([...own, ...store], this.context.pace);
		return new CertificateJudge(this.context, evidence, this.rules.requireRevocation);
	}
}

async function noPause(): Promise<void> {}
