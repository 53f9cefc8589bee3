import type { Candidate } from './candidate';
import type { CertificateJudge, Judgment } from './judgeCertificate';

/** A document timestamp and the result of judging it. */
export interface JudgedStamp {
	readonly judgment: Judgment;
	/** The time at which it was judged, and whether an outer timestamp proves it. */
	readonly at: Date;
	readonly isProven: boolean;
}

/** What a document's timestamps prove. */
export class ProvenTimes {
	private constructor(
		private readonly stamps: ReadonlyMap<Candidate, JudgedStamp>,
		/** The end of each trusted one's range, and its time, from the outside in. */
		private readonly proofs: readonly { readonly rangeEnd: number; readonly time: Date }[],
		private readonly now: Date,
	) {}

	/**
	 * Judges the document timestamps from the outside in (ETSI EN 319 142-1, 5.5; EN 319 102-1, 5.6.3): the outermost now,
	 * each of the others at the time that the next trusted one around it proves.
	 */
	static async read(
		candidates: readonly Candidate[],
		judge: CertificateJudge,
	): Promise<ProvenTimes> {
		const { now } = judge.context;
		const stamps = new Map<Candidate, JudgedStamp>();
		const proofs: { rangeEnd: number; time: Date }[] = [];
		for (const candidate of candidates.toSorted(fromOutside)) {
			const { signature, verdict, rangeEnd } = candidate;
			const time = signature?.stampedTime;
			if (!signature || !time || verdict.integrity !== 'ok') continue;
			const proof = proofs.findLast((one) => one.rangeEnd > rangeEnd);
			const at = proof?.time ?? now;
			const { signer, certificates } = signature;
			const judgment = await judge.judge(signer, certificates, { purpose: 'timestamping', at });
			const inTime = inTimeFor(judgment, time, at);
			stamps.set(candidate, { judgment: inTime, at, isProven: proof !== undefined });
			if (inTime.trusted) proofs.push({ rangeEnd, time });
		}
		return new ProvenTimes(stamps, proofs, now);
	}

	/** The result of judging a document timestamp; undefined for one that isn't valid. */
	stamp(candidate: Candidate): JudgedStamp | undefined {
		return this.stamps.get(candidate);
	}

	/**
	 * The latest time at which the data in a range came to exist: that of the innermost trusted timestamp around it,
	 * otherwise now.
	 */
	around({ rangeEnd }: Candidate): { readonly at: Date; readonly isProven: boolean } {
		const proof = this.proofs.findLast((one) => one.rangeEnd > rangeEnd);
		return { at: proof?.time ?? this.now, isProven: proof !== undefined };
	}
}

/** A timestamp from the future, or from after the one around it, proves nothing. */
export function inTimeFor<Judged extends { readonly trusted: boolean; readonly reason: string }>(
	judged: Judged,
	time: Date,
	at: Date,
): Judged {
	const isLate = time.getTime() > at.getTime() + SKEW;
	return judged.trusted && isLate
		? { ...judged, trusted: false, reason: 'its time is later than it can have been made' }
		: judged;
}

/** Milliseconds that the clocks of timestamping authorities, and ours, may be off. */
const SKEW = 5 * 60_000;

function fromOutside(one: Candidate, other: Candidate): number {
	return other.rangeEnd - one.rangeEnd;
}
