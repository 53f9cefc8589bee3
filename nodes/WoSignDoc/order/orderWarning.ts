/** What may be wrong with an order that can be sent. */
export type OrderWarningCode =
	| 'missingMaterial'
	| 'personNumber'
	| 'organizationNumber'
	| 'orderNumberCharacters'
	| 'imageType'
	| 'imageCut'
	| 'imageSize'
	| 'imageTurned'
	| 'boxesOverlap'
	| 'boxTooSmall'
	| 'subjectCut'
	| 'emptyRow'
	| 'ignoredField'
	| 'misspelledField'
	| 'documentRestricted'
	| 'documentRepaired'
	| 'documentUnchecked'
	| 'partChanged'
	| 'partSize'
	| 'formField'
	| 'callbackSize'
	| 'otherOrderNumber'
	| 'codeOnSuccess'
	| 'otherEncoding';

/** A warning: a stable name, the field it is about, and what may go wrong. */
export interface OrderWarning {
	readonly code: OrderWarningCode;
	/** e.g. `Signer 2 › Position 1`; empty for the order as a whole. */
	readonly where: string;
	readonly message: string;
}

/** The warning as one line. */
export function warningText({ where, message }: OrderWarning): string {
	return where ? `${where}: ${message}` : message;
}
