type Fields = Record<string, readonly [type: string, text: string]>;

const SIGNID = ['string', 'The platform’s ID for the order; may be empty'] as const;
const ORDER_NUMBER = ['string', 'Your order number exactly as pushed; may be empty'] as const;
const RECEIVED_AT = ['string', 'When the push was received, ISO 8601 in UTC'] as const;
const EXTEND_DATA = [
	'object',
	'Any other fields in the push’s `extendData`, with their original keys; numbers that JavaScript would change (19 digits, `0.10`) are text',
] as const;

/** The fields on output Signed. Used only for `docs/REFERENCE.md`. */
export const SIGNED_FIELDS = {
	event: ['string', '`signed`'],
	status: ['number', '`1`'],
	signid: SIGNID,
	orderNumber: ORDER_NUMBER,
	verified: ['boolean', '`true`: the document matches the hash that was pushed with it'],
	hash: ['string', 'The document’s hash as pushed, in lowercase hexadecimal'],
	hashAlgorithm: ['string', '`sha224`, `sha256`, `sha384` or `sha512`, by the length of the hash'],
	sha256: [
		'string',
		'The document’s SHA-256, regardless of the pushed hash. Use it to identify the document',
	],
	remarks: [
		'array',
		'Irregularities of the push, e.g. that the form did not encode `+`; omitted if there are none',
	],
	size: ['number', 'Size of the document in bytes'],
	fileName: [
		'string',
		'A safe file name made from the order number, e.g. `CONTRACT-42.pdf`, unique to this order, see [file names](#file-names)',
	],
	mimeType: ['string', 'Detected from the document’s first bytes, e.g. `application/pdf`'],
	signatures: [
		'object',
		'With Require Signature or Evidence File: `intact`, `trusted`, `summary`, `signers` and `remarks`, as in Document: Verify Signatures; otherwise omitted',
	],
	evidence: [
		'object',
		'With Evidence File: `{ sha256 }` of the JSON file in the binary field `evidence`, or `{ error }` if it could not be created; otherwise omitted',
	],
	receivedAt: RECEIVED_AT,
	extendData: EXTEND_DATA,
} satisfies Fields;

/** The fields on output Failed. */
export const FAILED_FIELDS = {
	event: ['string', '`failed`'],
	status: ['number', '`0`'],
	signid: SIGNID,
	orderNumber: ORDER_NUMBER,
	errors: ['array', 'One `{ code, message, messageZh, kind }` per code from the platform'],
	receivedAt: RECEIVED_AT,
	extendData: EXTEND_DATA,
} satisfies Fields;

/** The fields on output Rejected. */
export const REJECTED_FIELDS = {
	event: ['string', '`rejected`'],
	reason: ['string', 'What was wrong, in words'],
	code: ['string', 'The reason as a stable code, see below'],
	httpStatus: ['number', 'The HTTP status returned to the sender'],
	signid: ['string', 'The platform’s ID for the order; omitted if it could not be read'],
	orderNumber: ['string', 'Your order number; omitted if it could not be read'],
	verified: ['boolean', '`false`'],
	hash: ['string', 'The hash as pushed; omitted if there was none'],
	computedHash: [
		'string',
		'The hash of the received document, in lowercase hexadecimal; if the body was cut off, of the part received',
	],
	hashAlgorithm: ['string', 'The algorithm of `computedHash`'],
	size: ['number', 'Number of bytes received of the document'],
	mimeType: ['string', 'Detected from the document’s first bytes'],
	mediaType: ['string', 'The media type declared by the sender; may be empty'],
	charset: ['string', 'The charset declared by the sender; may be empty'],
	excerpt: [
		'string',
		'The first 200 characters of a body that could not be read, without the callback token and resident ID numbers; otherwise omitted',
	],
	suppressed: [
		'number',
		'Number of bad pushes since the last item on Rejected that did not start the workflow; omitted if there were none',
	],
	evidence: [
		'object',
		'With Evidence File and Keep Rejected Document, if the signatures fail Require Signature: as on Signed; otherwise omitted',
	],
	receivedAt: RECEIVED_AT,
} satisfies Fields;
