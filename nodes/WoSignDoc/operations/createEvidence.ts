import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { makeEvidence } from '../evidence/makeEvidence';
import { storeEvidence } from '../evidence/storeEvidence';
import { invalidParameters, mergeProblems } from '../protocol/errors';
import { evidenceFileName } from '../push/safeFileName';
import { byteLength } from '../shared/binarySource';
import type { ItemOutput } from '../shared/itemLoop';
import { forEachOutput } from '../shared/itemLoop';
import type { EvidenceRequest } from './verification/readEvidenceRequest';
import { HASH_LABEL, readEvidenceRequest } from './verification/readEvidenceRequest';
import type { Verification } from './verification/verifyDocument';
import { readVerification, verifyDocument } from './verification/verifyDocument';

const NOT_ITS_HASH =
	'is not the document’s: the order’s data belongs to another document, or the document was changed';

/**
 * The operation `document: createEvidence`: verifies the signatures of each item's PDF, and records the verdict and
 * what is known about the push in a JSON file and in a PDF, added to the item's own data. The document is read once, as
 * a stream.
 */
export async function createEvidence(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachOutput(context, {
		run: async (itemIndex) => await createForItem(context, itemIndex),
		passesOn: true,
	});
}

async function createForItem(context: IExecuteFunctions, itemIndex: number): Promise<ItemOutput> {
	const read = await readVerification(context, itemIndex);
	const ownField = read.kind === 'wrong' ? '' : read.verification.fieldName;
	const asked = readEvidenceRequest(context, itemIndex, ownField);
	if (read.kind === 'wrong' || asked.kind === 'wrong') {
		const [ofDocument = [], ofPush = []] = [read, asked].map((one) =>
			one.kind === 'wrong' ? one.problems : [],
		);
		throw invalidParameters(mergeProblems(ofDocument, ofPush));
	}
	return await createFor(context, itemIndex, read.verification, asked.request);
}

async function createFor(
	context: IExecuteFunctions,
	itemIndex: number,
	verification: Verification,
	{ push, hash, jsonField, pdfField }: EvidenceRequest,
): Promise<ItemOutput> {
	const sha256 = createHash('sha256');
	const pushed = hash && createHash(hash.algorithm);
	const verified = await verifyDocument(context, itemIndex, verification, (bytes) => {
		sha256.update(bytes);
		pushed?.update(bytes);
	});
	const digest = pushed?.digest();
	if (hash && !digest?.equals(hash.digest)) {
		throw invalidParameters([{ where: HASH_LABEL, message: NOT_ITS_HASH }]);
	}
	const { fileName, file } = verification;
	const evidence = await makeEvidence({
		...verified,
		push: {
			...push,
			hash: digest?.toString('hex') ?? null,
			hashAlgorithm: hash?.algorithm ?? null,
		},
		document: { fileName, size: byteLength(file), sha256: sha256.digest('hex') },
		required: null,
	});
	const { intact, trusted, summary } = verified.report;
	const { json, pdf } = await storeEvidence(context.helpers, evidence, {
		json: evidenceFileName(fileName, 'json'),
		pdf: evidenceFileName(fileName, 'pdf'),
	});
	return {
		json: { intact, trusted, summary, evidence: { sha256: evidence.sha256 } },
		binary: { [jsonField]: json, [pdfField]: pdf },
	};
}
