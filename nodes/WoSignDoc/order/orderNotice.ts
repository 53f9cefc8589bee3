/** What may be wrong with an order, though it can be sent. */
export type OrderNoticeCode =
	| 'missingMaterial'
	| 'personNumber'
	| 'organisationNumber'
	| 'imageType'
	| 'imageSize'
	| 'boxesOverlap'
	| 'boxTooSmall'
	| 'subjectCut'
	| 'ignoredField'
	| 'documentRestricted'
	| 'documentUnchecked'
	| 'callbackSize';

/** A warning: a stable name, the place a person looks for, and what may go wrong. */
export interface OrderNotice {
	readonly code: OrderNoticeCode;
	/** e.g. `Signer 2 › Position 1`; empty for the order as a whole. */
	readonly where: string;
	readonly message: string;
}

/** The notice as one line. */
export function noticeText({ where, message }: OrderNotice): string {
	return where ? `${where}: ${message}` : message;
}

/** What tells of fields that nothing here is meant by. */
export function ignoredFields(names: readonly string[], where: string): OrderNotice[] {
	return names.map((name) => ({
		code: 'ignoredField',
		where,
		message: `the field "${name}" means nothing here and is not sent`,
	}));
}
