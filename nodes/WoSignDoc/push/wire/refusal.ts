/** Every code of a refusal, with the HTTP status of its response. */
const HTTP_STATUS = {
	misconfigured: 500,
	addressNotAllowed: 403,
	missingToken: 401,
	wrongToken: 403,
	unsupportedMediaType: 415,
	unsupportedEncoding: 415,
	unsupportedCharset: 415,
	bodyTooLarge: 413,
	malformedBody: 400,
	malformedText: 400,
	malformedJson: 400,
	tooDeep: 413,
	tooManyValues: 413,
	keyTooLong: 413,
	stringTooLong: 413,
	numberTooLong: 413,
	fieldsTooLarge: 413,
	repeatedContent: 400,
	notBase64: 400,
	notAPush: 400,
	unsupportedAction: 400,
	missingContent: 400,
	missingHash: 400,
	unknownHash: 400,
	unexpectedHash: 503,
	hashMismatch: 422,
	signatureNotIntact: 422,
	signatureNotTrusted: 422,
	signerNotAllowed: 422,
	notExpected: 403,
	stillProcessing: 409,
	tooManyAtWork: 503,
	overloaded: 503,
	senderStalled: 408,
	connectionLost: 400,
	notStored: 500,
} as const;

/** Why a push was rejected, as a stable name that workflows may branch on. */
export type RefusalCode = keyof typeof HTTP_STATUS;

/** A push that isn't accepted: its code, the reason in words, and the HTTP status of the response. */
export class PushRefusal extends Error {
	readonly httpStatus: number;

	constructor(
		readonly code: RefusalCode,
		readonly reason: string,
		options?: ErrorOptions,
	) {
		super(reason, options);
		this.name = 'PushRefusal';
		this.httpStatus = HTTP_STATUS[code];
	}
}

/** The refusal of every push because the trigger can't do what it is configured to do. */
export function misconfigured(problem: string, cause?: unknown): PushRefusal {
	return new PushRefusal('misconfigured', `the trigger is misconfigured: ${problem}`, { cause });
}
