import { createHash } from 'node:crypto';
import { name, version } from '../../../package.json';
import type { DocumentReport } from '../signatures/signatureReport';
import type { VerifierOptions } from '../signatures/signatureVerifier';
import type { RootReport } from '../signatures/trust/rootReports';

/** What a push said; null if unknown. */
export type PushFacts = {
	orderNumber: string | null;
	signid: string | null;
	/** In lower-case hexadecimal; verified to be the document's. */
	hash: string | null;
	hashAlgorithm: string | null;
	/** When the push arrived, ISO 8601 in UTC. */
	receivedAt: string | null;
};

export type DocumentFacts = {
	fileName: string;
	/** Bytes. */
	size: number;
	/** In lower-case hexadecimal. */
	sha256: string;
};

/** Everything that evidence is made from. */
export interface EvidenceFacts {
	readonly push: PushFacts;
	readonly document: DocumentFacts;
	readonly report: DocumentReport;
	/** What the signatures were verified against, and when. */
	readonly options: VerifierOptions;
	/** What the trigger required of the document; null if the action node created the evidence. */
	readonly required: {
		readonly signature: 'no' | 'intact' | 'trusted';
		readonly signers: readonly string[];
	} | null;
}

/** The contents of an evidence file, `docs/evidence.schema.json`; the digest comes last. */
export type Evidence = {
	format: 'wosigndoc-evidence';
	version: 1;
	tool: { name: string; version: string };
	/** When the signatures were verified, ISO 8601 in UTC. */
	verifiedAt: string;
	push: PushFacts;
	document: DocumentFacts;
	settings: {
		trustedRoots: RootReport[];
		/** The verifier's other options. */
		options: Record<string, unknown>;
		required: EvidenceFacts['required'];
	};
	verdict: DocumentReport;
	/** The SHA-256 of this file, with 64 zeros in place of this digest. */
	digest: string;
};

/** Options of the verifier that evidence records in another way, or not at all. */
const RECORDED_APART: ReadonlySet<string> = new Set(['trustedRoots', 'now', 'pause']);
const NO_DIGEST = '0'.repeat(64);
const AFTER_DIGEST = '"\n}\n';

/** Evidence on a document without its digest, which only the text has. */
export function evidenceOf(facts: EvidenceFacts, trustedRoots: RootReport[]): Evidence {
	const { push, document, report, options, required } = facts;
	const others = Object.entries(options).filter(([option]) => !RECORDED_APART.has(option));
	return {
		format: 'wosigndoc-evidence',
		version: 1,
		tool: { name, version },
		verifiedAt: options.now.toISOString(),
		push,
		document,
		settings: { trustedRoots, options: Object.fromEntries(others), required },
		verdict: report,
		digest: NO_DIGEST,
	};
}

/** The text of an evidence file; its digest covers every byte. */
export function evidenceText(evidence: Evidence): string {
	const text = `${JSON.stringify({ ...evidence, digest: NO_DIGEST }, null, 2)}\n`;
	const digest = createHash('sha256').update(text).digest('hex');
	return `${text.slice(0, -(NO_DIGEST.length + AFTER_DIGEST.length))}${digest}${AFTER_DIGEST}`;
}
