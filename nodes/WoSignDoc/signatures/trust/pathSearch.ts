import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';
import { fingerprint } from '../cms/certificate';
import { isSignedWith } from '../cms/signedObject';

/** Certificates from one to its trusted root, each signed with the key of the next. */
export type Path = readonly [Certificate, ...Certificate[]];

/** What the certificates of one document are checked against. */
export interface TrustContext {
	/** The trusted roots. */
	readonly roots: readonly Certificate[];
	/** When the document is verified. */
	readonly now: Date;
	/** How many signatures of certificates may still be checked for this document. */
	checksLeft: number;
	/** The results of earlier checks, by the fingerprints of certificate and issuer: signers share issuers. */
	readonly verified: Map<string, boolean>;
	/** Yields between two steps of work. */
	readonly pace: { readonly step: () => Promise<void> };
}

/**
 * Searches for paths to trusted roots by trying each certificate that could be an issuer (RFC 4158), within the bound
 * on checked signatures. Only names and signatures are examined: `pathProblem` determines whether a path is valid.
 */
export class PathSearch {
	/** The longest path found that led nowhere. */
	deadEnd: Path;
	private stepsLeft: number = SIGNATURE_BOUNDS.pathSteps;

	/** @param others certificates that came with the document */
	constructor(
		private readonly start: Certificate,
		private readonly others: readonly Certificate[],
		private readonly context: TrustContext,
	) {
		this.deadEnd = [start];
	}

	/** Whether the search stopped at a bound, so there may be more paths. */
	get isCutOff(): boolean {
		return this.stepsLeft < 0 || this.context.checksLeft <= 0;
	}

	/** Each path to a trusted root, the likeliest first. */
	paths(): AsyncGenerator<Path> {
		return this.continue([this.start]);
	}

	private async *continue(path: Path): AsyncGenerator<Path> {
		const last = path.at(-1) ?? this.start;
		if (this.context.roots.some(({ der }) => der.equals(last.der))) yield path;
		if (path.length > this.deadEnd.length) this.deadEnd = path;
		if (path.length > SIGNATURE_BOUNDS.chainLength) return;
		for (const issuer of this.likelyIssuers(last, path)) {
			if (--this.stepsLeft < 0) return;
			await this.context.pace.step();
			if (hasIssued(issuer, last, this.context)) yield* this.continue([...path, issuer]);
		}
	}

	/**
	 * Certificates with the issuer's name that aren't on the path yet, starting with those that have the requested key.
	 */
	private likelyIssuers(
		{ issuer, authorityKeyIdentifier }: Certificate,
		path: Path,
	): readonly Certificate[] {
		const candidates = [...this.context.roots, ...this.others].filter(
			(one) => one.subject.comparable === issuer.comparable && !path.some(isSameAuthority(one)),
		);
		const isLikely = ({ subjectKeyIdentifier }: Certificate) =>
			authorityKeyIdentifier !== undefined &&
			subjectKeyIdentifier?.equals(authorityKeyIdentifier) === true;
		return [
			...candidates.filter(isLikely),
			...candidates.filter((candidate) => !isLikely(candidate)),
		];
	}
}

/** Whether a certificate is signed with another's key; also false once the document's checks are used up. */
function hasIssued(issuer: Certificate, certificate: Certificate, context: TrustContext): boolean {
	const pair = `${fingerprint(certificate)} ${fingerprint(issuer)}`;
	const known = context.verified.get(pair);
	if (known !== undefined) return known;
	if (context.checksLeft <= 0) return false;
	context.checksLeft--;
	const fits = isSignedWith(issuer.publicKey, certificate);
	context.verified.set(pair, fits);
	return fits;
}

/** A path through one name and key twice leads nowhere that it wouldn't lead without the loop. */
function isSameAuthority({ subject, publicKey }: Certificate): (other: Certificate) => boolean {
	return (other) =>
		other.subject.comparable === subject.comparable && other.publicKey.der.equals(publicKey.der);
}
