import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { errorCodeMeaning } from '../protocol/errorCodes';
import type { EvidenceParts } from './pushEvidence';
import type { RejectedPush } from './reception';
import { signatureFields } from './signatureCheck';
import type { StoredPush } from './storeDocument';
import type { Push } from './wire/parsePush';
import type { FailedPush, KnownOrder } from './wire/pushReader';
import type { PushRefusal } from './wire/refusal';

/** The item on output Signed: the order, the verification, and the document as binary data. */
export function signedItem(
	{ push, digest, remarks, signatures, document }: Extract<StoredPush, { kind: 'signed' }>,
	propertyName: string,
	receivedAt: Date,
	evidence?: EvidenceParts,
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
			...evidence?.json,
			receivedAt: receivedAt.toISOString(),
			extendData: { ...push.extendData },
		},
		binary: { [propertyName]: document, ...evidence?.binary },
	};
}

/** The item on output Failed: the platform reports that the signing failed, with an error for each code. */
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

/** What is known about a push that was rejected. */
export interface Rejected {
	readonly refusal: PushRefusal;
	readonly order: KnownOrder;
	/** The pushed hash; may be empty. */
	readonly hash: string;
	/** What the document was, as far as it arrived; undefined if there was none. */
	readonly document: RejectedPush['document'];
	readonly mediaType: string;
	readonly charset: string;
	/** The beginning of a body that couldn't be read; otherwise empty. */
	readonly excerpt: string;
	/** Earlier bad pushes that started nothing. */
	readonly suppressed: number;
}

/**
 * The item on output Rejected: the reason, and what is known about the push.
 *
 * @param kept the document, as far as it arrived, if it is kept; its name says so
 * @param evidence on that document, if its signatures were verified
 */
export function rejectedItem(
	{ refusal, order, hash, document, mediaType, charset, excerpt, suppressed }: Rejected,
	kept?: IBinaryData,
	evidence?: EvidenceParts,
): INodeExecutionData {
	const { reason, code, httpStatus } = refusal;
	return {
		json: {
			event: 'rejected',
			reason,
			code,
			httpStatus,
			...order,
			verified: false,
			...(hash && { hash }),
			...(document && {
				computedHash: document.hash,
				hashAlgorithm: document.hashAlgorithm,
				size: document.size,
				mimeType: document.mimeType,
			}),
			mediaType,
			charset,
			...(excerpt && { excerpt }),
			...(suppressed > 0 && { suppressed }),
			...evidence?.json,
			receivedAt: new Date().toISOString(),
		},
		...(kept && {
			binary: { rejected: { ...kept, fileName: rejectedName(kept) }, ...evidence?.binary },
		}),
	};
}

/** The file name for the document of a rejected push. */
export function rejectedName({ fileName = '' }: IBinaryData): string {
	return `REJECTED-${fileName}`;
}

function identityOf({ status, signid, orderNumber }: Push): IDataObject {
	return { status, signid, orderNumber };
}
