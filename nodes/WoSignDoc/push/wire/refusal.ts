/** Why a push was refused, as a stable name that workflows may branch on. */
export type RefusalCode =
	| 'misconfigured'
	| 'addressNotAllowed'
	| 'missingToken'
	| 'wrongToken'
	| 'unsupportedMediaType'
	| 'unsupportedEncoding'
	| 'unsupportedCharset'
	| 'bodyTooLarge'
	| 'malformedBody'
	| 'malformedText'
	| 'malformedJson'
	| 'tooDeep'
	| 'tooManyValues'
	| 'keyTooLong'
	| 'stringTooLong'
	| 'numberTooLong'
	| 'fieldsTooLarge'
	| 'repeatedContent'
	| 'notBase64'
	| 'notAPush'
	| 'unsupportedAction'
	| 'missingContent'
	| 'missingHash'
	| 'unknownHash'
	| 'unexpectedHash'
	| 'hashMismatch'
	| 'signatureNotIntact'
	| 'signatureNotTrusted'
	| 'signerNotAllowed'
	| 'notExpected'
	| 'stillProcessing'
	| 'tooManyAtWork'
	| 'overloaded'
	| 'senderStalled'
	| 'connectionLost'
	| 'notStored';

const HTTP_STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
	misconfigured: 500,
	addressNotAllowed: 403,
	missingToken: 401,
	wrongToken: 403,
	bodyTooLarge: 413,
	notExpected: 403,
	stillProcessing: 409,
	tooManyAtWork: 503,
	overloaded: 503,
	senderStalled: 408,
	unsupportedMediaType: 415,
	unsupportedEncoding: 415,
	unsupportedCharset: 415,
	tooDeep: 413,
	tooManyValues: 413,
	keyTooLong: 413,
	stringTooLong: 413,
	numberTooLong: 413,
	fieldsTooLarge: 413,
	unexpectedHash: 503,
	hashMismatch: 422,
	signatureNotIntact: 422,
	signatureNotTrusted: 422,
	signerNotAllowed: 422,
	notStored: 500,
};

/** A push that is not accepted: the code, the words for a person, and the HTTP status of the answer. */
export class PushRefusal extends Error {
	readonly httpStatus: number;

	constructor(
		readonly code: RefusalCode,
		readonly reason: string,
		options?: ErrorOptions,
	) {
		super(reason, options);
		this.name = 'PushRefusal';
		this.httpStatus = HTTP_STATUS[code] ?? 400;
	}
}

/** The refusal of every push, since a check that was asked for cannot be made. */
export function misconfigured(problem: string, cause?: unknown): PushRefusal {
	return new PushRefusal('misconfigured', `the trigger is misconfigured: ${problem}`, { cause });
}
