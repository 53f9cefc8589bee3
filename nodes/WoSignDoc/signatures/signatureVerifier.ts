import { Pace } from '../pdf/file/pace';
import { SIGNATURE_BOUNDS } from './bounds';
import { certificationOf } from './changes/certification';
import type { Coverage } from './changes/coverage';
import { coverageOf } from './changes/coverageOf';
import { CertificateJudge } from './judgeCertificate';
import { FileObjects } from './fileObjects';
import { reportDocument } from './reportDocument';
import { reportSignature } from './reportSignature';
import { ProvenTimes } from './provenTimes';
import { readEvidence } from './revocation/evidence';
import { readSecurityStores } from './securityStore';
import { SignatureFinder } from './signatureFinder';
import type { DocumentReport, SignatureReport } from './signatureReport';
import { parseRoots } from './trust/parseRoots';
import type { TrustContext } from './trust/trust';

/** What a document's signatures are verified against. */
export interface VerifierOptions {
	/** Certificates that are trusted, in PEM; none are built in. */
	readonly trustedRoots: string;
	readonly now: Date;
	/** Whether a certificate is trusted only where the document proves that it had not been revoked; by default not. */
	readonly requireRevocation?: boolean;
	/** Gives the event loop back until its next turn; called again and again while a hostile file is worked through. */
	readonly pause?: () => Promise<void>;
}

export type OpenedVerifier =
	| { readonly kind: 'verifier'; readonly verifier: SignatureVerifier }
	| { readonly kind: 'wrong'; readonly problem: string };

/** The coverage of a signature that has no range in the file, or is beyond the bound on those that are examined. */
function notExamined(fileLength: number, rangeEnd: number): Coverage {
	const isInside = rangeEnd > 0 && rangeEnd <= fileLength;
	return isInside
		? { bytesAfter: fileLength - rangeEnd, after: 'more', reason: 'it was signed again too often' }
		: { bytesAfter: 0, after: 'more', reason: 'it has no signed range' };
}

/**
 * Verifies the signatures of a document as its bytes pass. Whatever the bytes are, the outcome is a report, never an
 * error; a file that is no PDF has no signature.
 */
export class SignatureVerifier {
	private readonly finder: SignatureFinder;

	private constructor(
		private readonly context: TrustContext,
		private readonly requireRevocation: boolean,
		pace: Pace,
	) {
		this.finder = new SignatureFinder(pace);
	}

	/**
	 * A verifier, or why the roots cannot be used. Not an error: those of this bundle are other classes than the nodes'.
	 */
	static open({
		trustedRoots,
		now,
		requireRevocation = false,
		pause = noPause,
	}: VerifierOptions): OpenedVerifier {
		const parsed = parseRoots(trustedRoots);
		if (parsed.kind === 'wrong') return parsed;
		const { chainChecks: checksLeft } = SIGNATURE_BOUNDS;
		const pace = new Pace(pause);
		const context = { roots: parsed.roots, now, checksLeft, verified: new Map(), pace };
		return { kind: 'verifier', verifier: new SignatureVerifier(context, requireRevocation, pace) };
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
		const names = await objects.fieldNames();
		const coverages = await this.coverages(fileLength);
		const judge = await this.judge(objects);
		const times = await ProvenTimes.read(finder.candidates, judge);
		const signatures: SignatureReport[] = [];
		for (const candidate of finder.candidates) {
			await context.pace.step();
			const { certified, isUsageRights } = certificationOf(candidate.dictionary, objects);
			if (isUsageRights) continue;
			const field = names.get(candidate.objectNumber) ?? '';
			const coverage =
				coverages.get(candidate.rangeEnd) ?? notExamined(fileLength, candidate.rangeEnd);
			signatures.push(
				await reportSignature(candidate, { field, certified, coverage }, judge, times),
			);
		}
		return reportDocument(signatures, finder.tooMany);
	}

	/** A judge with all that the document brings along to judge certificates by. */
	private async judge(objects: FileObjects): Promise<CertificateJudge> {
		const { candidates, structure, later } = this.finder;
		const own = candidates.flatMap(({ signature }) => [
			...(signature ? [signature.validation] : []),
			...(signature?.timestamp ? [signature.timestamp.validation] : []),
		]);
		const hasRoots = this.context.roots.length > 0;
		const store = hasRoots ? [await readSecurityStores(objects, structure, later)] : [];
		const evidence = await readEvidence([...own, ...store], this.context.pace);
		return new CertificateJudge(this.context, evidence, this.requireRevocation);
	}

	/** What follows each signed range, by where that ends; only the last ones are examined, since each takes its time. */
	private async coverages(fileLength: number): Promise<Map<number, Coverage>> {
		const { candidates, structure, later } = this.finder;
		const ends = candidates
			.map(({ rangeEnd }) => rangeEnd)
			.filter((end) => end > 0 && end <= fileLength);
		const examined = [...new Set(ends)]
			.sort((one, other) => other - one)
			.slice(0, SIGNATURE_BOUNDS.coverages);
		const numbers = new Set(candidates.map(({ objectNumber }) => objectNumber));
		const coverages = new Map<number, Coverage>();
		for (const end of examined) {
			coverages.set(end, await coverageOf(structure, end, fileLength, later.after(end), numbers));
		}
		return coverages;
	}
}

async function noPause(): Promise<void> {}
