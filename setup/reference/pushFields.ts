type Fields = Record<string, readonly [type: string, text: string]>;

const SIGNID = ['string', 'The platform’s ID of the order; may be empty'] as const;
const ORDER_NUMBER = [
	'string',
	'Your order number, every character and digit as it was pushed; may be empty',
] as const;
const RECEIVED_AT = ['string', 'When it came, ISO 8601 in UTC'] as const;
const EXTEND_DATA = [
	'object',
	'What else the push held in `extendData`, its keys as they came; a number that JavaScript would change (19 digits, `0.10`) as text',
] as const;

/** What comes out on Signed, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const SIGNED_FIELDS = {
	event: ['string', '`signed`'],
	status: ['number', '`1`'],
	signid: SIGNID,
	orderNumber: ORDER_NUMBER,
	verified: ['boolean', '`true`: the document has the hash that was pushed with it'],
	hash: ['string', 'The document’s hash as it was pushed, in lower-case hexadecimal'],
	hashAlgorithm: ['string', '`sha224`, `sha256`, `sha384` or `sha512`, by the length of the hash'],
	sha256: [
		'string',
		'The document’s SHA-256, whichever hash was pushed: what the document is known by',
	],
	remarks: [
		'array',
		'What to know of how it came, e.g. that the form did not encode `+`; left out when there is nothing',
	],
	size: ['number', 'Bytes of the document'],
	fileName: [
		'string',
		'A safe file name from the order number, e.g. `CONTRACT-42.pdf`; no other order has it, see [file names](#file-names)',
	],
	mimeType: ['string', 'By the document’s first bytes, e.g. `application/pdf`'],
	signatures: [
		'object',
		'With Require Signature or Evidence File: `intact`, `trusted`, `summary`, `signers` and `remarks`, as Document: Verify Signatures gives them; else left out',
	],
	evidence: [
		'object',
		'With Evidence File: `{ sha256 }` of the JSON file in the binary field `evidence`; or `{ error }` where it could not be made. Else left out',
	],
	receivedAt: RECEIVED_AT,
	extendData: EXTEND_DATA,
} satisfies Fields;

/** What comes out on Failed. */
export const FAILED_FIELDS = {
	event: ['string', '`failed`'],
	status: ['number', '`0`'],
	signid: SIGNID,
	orderNumber: ORDER_NUMBER,
	errors: ['array', 'One `{ code, message, messageZh, kind }` for each of the platform’s codes'],
	receivedAt: RECEIVED_AT,
	extendData: EXTEND_DATA,
} satisfies Fields;

/** What comes out on Rejected. */
export const REJECTED_FIELDS = {
	event: ['string', '`rejected`'],
	reason: ['string', 'What was wrong, in words'],
	code: ['string', 'The same as a stable name, see below'],
	httpStatus: ['number', 'The HTTP status that the sender was answered'],
	signid: ['string', 'The platform’s ID of the order, as far as it could be read; else left out'],
	orderNumber: ['string', 'Your order number, as far as it could be read; else left out'],
	verified: ['boolean', '`false`'],
	hash: ['string', 'The hash as it was pushed; left out if there was none'],
	computedHash: [
		'string',
		'The hash of the document that came, in lower-case hexadecimal; with a body that broke off, of what came of it',
	],
	hashAlgorithm: ['string', 'What `computedHash` was computed with'],
	size: ['number', 'Bytes of the document that came'],
	mimeType: ['string', 'By the document’s first bytes'],
	mediaType: ['string', 'The media type that the sender named; may be empty'],
	charset: ['string', 'The character set that the sender named; may be empty'],
	excerpt: [
		'string',
		'The first 200 characters of a body that could not be read, without the callback token and resident ID numbers; else left out',
	],
	suppressed: [
		'number',
		'Bad pushes since the last item on Rejected that did not start the workflow; left out if there were none',
	],
	evidence: [
		'object',
		'With Evidence File and Keep Rejected Document, for signatures that fail Require Signature: as on Signed; else left out',
	],
	receivedAt: RECEIVED_AT,
} satisfies Fields;
