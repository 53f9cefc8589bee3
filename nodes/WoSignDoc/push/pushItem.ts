import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { errorCodeMeaning } from '../protocol/errorCodes';
import type { DocumentReport } from '../signatures/signatureReport';
import { signatureFields } from './signatureCheck';
import type { KnownOrder, ReadPush } from './wire/pushReader';
import type { Push } from './wire/pushSchema';
import type { PushRefusal } from './wire/refusal';

type SignedPush = Extract<ReadPush, { kind: 'signed' }>;

/** The item of output Signed: the order, the verification, and the document as binary data. */
export function signedItem(
	{ push, digest, remarks }: SignedPush,
	document: IBinaryData,
	propertyName: string,
	told: { readonly receivedAt: Date; readonly signatures: DocumentReport | undefined },
): INodeExecutionData {
	return {
		json: {
			event: 'signed',
			...identityOf(push),
			verified: true,
			hash: digest.hash,
			hashAlgorithm: digest.hashAlgorithm,
			sha256: digest.sha256,
			...(remarks && { remarks: [...remarks] }),
			size: digest.size,
			fileName: document.fileName,
			mimeType: document.mimeType,
			...(told.signatures && { signatures: signatureFields(told.signatures) }),
			receivedAt: told.receivedAt.toISOString(),
			extendData: { ...push.extendData },
		},
		binary: { [propertyName]: document },
	};
}

/** The item of output Failed: the platform says that the signing failed, and why, one error a code. */
export function failedItem(push: Push, receivedAt: Date): INodeExecutionData {
	const errors = push.errorCodes.map((text) => {
		const { code, message, messageZh, kind } = errorCodeMeaning(text);
		return { code, message, messageZh, kind };
	});
	return {
		json: {
			event: 'failed',
			...identityOf(push),
			errors,
			receivedAt: receivedAt.toISOString(),
			extendData: { ...push.extendData },
		},
	};
}

/** The item of output Rejected: what was wrong and what is known of the order; never a document. */
export function rejectedItem(refusal: PushRefusal, known: KnownOrder): INodeExecutionData {
	const { reason, code, httpStatus } = refusal;
	return {
		json: {
			event: 'rejected',
			reason,
			code,
			httpStatus,
			...known,
			receivedAt: new Date().toISOString(),
		},
	};
}

function identityOf({ status, signid, orderNumber }: Push): IDataObject {
	return { status, signid, orderNumber };
}
