import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { PushFacts } from '../evidence/evidence';
import { makeEvidence } from '../evidence/makeEvidence';
import { storeEvidence } from '../evidence/storeEvidence';
import { asError } from '../protocol/errors';
import { EVIDENCE_FIELDS } from './evidenceFields';
import { logFailedEvidence } from './pushLog';
import { evidenceFileName } from './safeFileName';
import type { Judged } from './signatureCheck';
import type { DocumentDigest } from './wire/fileDigest';
import type { KnownOrder } from './wire/pushReader';

/** What evidence adds to an item. */
export type EvidenceParts = Required<Pick<INodeExecutionData, 'json' | 'binary'>>;

export const NO_EVIDENCE: EvidenceParts = { json: {}, binary: {} };

/** A push whose document is in n8n's storage, verified, or rejected for its signatures. */
export interface EvidencedPush {
	readonly order: KnownOrder;
	readonly receivedAt: Date;
	readonly digest: DocumentDigest;
	readonly fileName: string;
}

/**
 * Evidence on a pushed document, stored with it. Never throws: a document that arrived matters more than evidence on
 * it, which the action node can create later. The item then says why there is none.
 *
 * @param judged undefined if no evidence is wanted, or its signatures weren't verified
 */
export async function pushEvidence(
	context: IWebhookFunctions,
	judged: Judged | undefined,
	push: EvidencedPush,
): Promise<EvidenceParts> {
	if (!judged) return NO_EVIDENCE;
	const { fileName, digest } = push;
	const { size, sha256 } = digest;
	try {
		const document = { fileName, size, sha256 };
		const evidence = await makeEvidence({ ...judged, push: factsOf(push), document });
		const { json, pdf } = await storeEvidence(context.helpers, evidence, {
			json: evidenceFileName(fileName, 'json'),
			pdf: evidenceFileName(fileName, 'pdf'),
		});
		return {
			json: { evidence: { sha256: evidence.sha256 } },
			binary: { [EVIDENCE_FIELDS.json]: json, [EVIDENCE_FIELDS.pdf]: pdf },
		};
	} catch (error) {
		const { message } = asError(error);
		logFailedEvidence(context, push.order, message);
		return { json: { evidence: { error: message } }, binary: {} };
	}
}

function factsOf({ order, receivedAt, digest }: EvidencedPush): PushFacts {
	return {
		orderNumber: order.orderNumber ?? null,
		signid: order.signid ?? null,
		hash: digest.hash,
		hashAlgorithm: digest.hashAlgorithm,
		receivedAt: receivedAt.toISOString(),
	};
}
