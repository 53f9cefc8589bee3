/** Why a push was refused, as a stable name that workflows may branch on. */
export type RefusalCode =
	| 'wrongToken'
	| 'unsupportedMediaType'
	| 'unsupportedEncoding'
	| 'malformedBody'
	| 'malformedJson'
	| 'tooDeep'
	| 'tooManyKeys'
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
	| 'hashMismatch'
	| 'connectionLost'
	| 'notStored';

const HTTP_STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
	wrongToken: 401,
	unsupportedMediaType: 415,
	unsupportedEncoding: 415,
	tooDeep: 413,
	tooManyKeys: 413,
	keyTooLong: 413,
	stringTooLong: 413,
	numberTooLong: 413,
	fieldsTooLarge: 413,
	hashMismatch: 422,
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
