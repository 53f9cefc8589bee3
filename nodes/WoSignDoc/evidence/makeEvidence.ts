import { createHash } from 'node:crypto';
import type { EvidenceFacts } from './evidence';
import { evidenceOf, evidenceText } from './evidence';
import { evidenceSheet } from './evidenceSheet';

/** The two files of evidence. */
export interface EvidenceFiles {
	/** What `docs/verifyEvidence.mjs` checks. */
	readonly json: Buffer;
	/** The same for people to read. */
	readonly pdf: Buffer;
	/** Of the JSON, in lower-case hexadecimal. */
	readonly sha256: string;
}

/** Creates the evidence on a verified document; the same facts produce the same bytes. */
export async function makeEvidence(facts: EvidenceFacts): Promise<EvidenceFiles> {
	const { rootReports } = await import('../signatures/signatureLibrary');
	const { renderSheet } = await import('../pdf/pdfLibrary');
	const evidence = evidenceOf(facts, rootReports(facts.options.trustedRoots));
	const json = Buffer.from(evidenceText(evidence));
	const sha256 = createHash('sha256').update(json).digest('hex');
	const pdf = Buffer.from(await renderSheet(evidenceSheet(evidence, sha256)));
	return { json, pdf, sha256 };
}
