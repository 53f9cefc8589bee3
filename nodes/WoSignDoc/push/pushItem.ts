import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { errorCodeMeaning } from '../protocol/errorCodes';
import { signatureFields } from './signatureCheck';
import type { StoredPush } from './storeDocument';
import type { Push } from './wire/parsePush';
import type { FailedPush, KnownOrder } from './wire/pushReader';
import type { PushRefusal } from './wire/refusal';

/** The item of output Signed: the order, the verification, and the document as binary data. */
export function signedItem(
	{ push, digest, remarks, signatures, document }: Extract<StoredPush, { kind: 'signed' }>,
	propertyName: string,
	receivedAt: Date,
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
			...(signatures && { signatures: signatureFields(signatures) }),
			receivedAt: receivedAt.toISOString(),
			extendData: { ...push.extendData },
		},
		binary: { [propertyName]: document },
	};
}

/** The item of output Failed: the platform reports that the signing failed, with an error for each code. */
export function failedItem({ push }: FailedPush, receivedAt: Date): INodeExecutionData {
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

/** The item of output Rejected: the reason, and what is known of the order; never a document. */
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
