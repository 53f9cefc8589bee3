import { z } from 'zod/v4';

/** How a request's body is written: the JSON as it is, or percent-encoded under the form type. */
const encoding = z.enum(['json', 'percentEncoded']);

const certificate = z.strictObject({
	/** SHA-256 of the DER, uppercase hex. */
	fingerprint: z.string().regex(/^[0-9A-F]{64}$/),
	validTo: z.iso.datetime(),
});

const network = z.strictObject({
	/** TLS versions with which the server accepted the client certificate. */
	tlsVersions: z.array(z.enum(['TLSv1.2', 'TLSv1.3'])),
	/** Whether it asks for the client certificate only in a second handshake. */
	renegotiation: z.boolean(),
	cipher: z.string(),
	proxy: z.boolean(),
	/** The server's clock minus this machine's, in seconds. */
	clockOffset: z.number(),
	serverChain: z.array(certificate),
});

/** Requests that cannot create an order, and what each is to find out. */
export const situations = [
	'malformedJson',
	'unknownToken',
	'unknownAction',
	'withoutOrderNumber',
	'emptyOrderNumber',
	'withoutDocument',
	'withoutFileFormat',
	'withoutSigners',
	'noSigners',
	'withoutSignerType',
	'wrongSignerType',
	'withoutPictures',
	'emptyPictures',
	'withoutPosition',
	'unknownTemplate',
] as const;

const requests = z.strictObject({
	/** Encodings that are read: those that got another code than -63. */
	encodings: z.array(encoding),
	/** The code for each situation, per encoding that was tried. */
	codes: z.array(z.strictObject({ situation: z.enum(situations), encoding, code: z.int() })),
	/** How a signer's type must be written. */
	signerType: z.enum(['string', 'number', 'both']),
	/** How a page number must be written. */
	pageNumber: z.enum(['string', 'number', 'both']),
	/** Whether optional fields that are left out must be there as `""`. */
	emptyFields: z.enum(['required', 'optional']),
	/** Whether keys must be sorted by name. */
	sortedKeys: z.enum(['required', 'optional']),
	/** How the key of the order number must be spelled. */
	orderNumberKey: z.enum(['orderNumber', 'ordernumber', 'both']),
});

const responses = z.strictObject({
	mediaType: z.string(),
	charset: z.enum(['utf-8', 'gbk', 'none']),
	byteOrderMark: z.boolean(),
	/** A JSON object, or a JSON string around its text. */
	form: z.enum(['object', 'string']),
	/** How the order number's key is spelled. */
	keys: z.enum(['lowerCase', 'camelCase']),
	/** How `status` and `errorcode` are written. */
	numbers: z.enum(['number', 'string']),
	/** Names of fields that the vendor's document doesn't have. */
	otherFields: z.array(z.string()),
	/** Names of the response's headers, in lower case. */
	headers: z.array(z.string()),
});

const placement = z.strictObject({
	/** The corner from which positions are measured. */
	origin: z.enum(['lowerLeft', 'upperLeft']),
	/** The number of the first page. */
	firstPage: z.union([z.literal(0), z.literal(1)]),
	/**
	 * What positions are parts of: the page as it is seen, turned and cropped; its media box, turned; its crop box, not
	 * turned; or its media box as it is.
	 */
	page: z.enum(['seen', 'turnedMediaBox', 'cropBox', 'mediaBox']),
	/** What showed where the signature lies. */
	foundBy: z.enum(['annotation', 'rendering']),
});

const push = z.strictObject({
	body: z.enum(['json', 'formField']),
	mediaType: z.string(),
	charset: z.enum(['utf-8', 'gbk', 'none']),
	/** Keys in the order in which they came, those of `extendData` after a dot. */
	keys: z.array(z.string()),
	extendData: z.enum(['object', 'string']),
	/** How `status` and `errorcode` are written. */
	numbers: z.enum(['number', 'string']),
	hash: z.strictObject({
		algorithm: z.enum(['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']),
		spelling: z.enum(['lowerCaseHex', 'upperCaseHex', 'base64']),
	}),
	headers: z.array(z.string()),
	/** Seconds between a push that was refused and the next. */
	retryIntervals: z.array(z.number()),
});

const document = z.strictObject({
	/** Bytes that were added to the document. */
	growth: z.int(),
	/** The level of the certification (DocMDP), or none. */
	certification: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
	subFilter: z.string(),
	digest: z.string(),
	/** The life of the signer's certificate in seconds. */
	certificateLife: z.number(),
	timestamp: z.boolean(),
	/** Whether the root of the timestamping authority is in the document. */
	timestampRoot: z.boolean(),
	/** The signature's own time minus the proven one, in hours. */
	signingTimeOffset: z.number(),
	securityStore: z.boolean(),
	/** Whether an information dictionary was written after the signed range. */
	laterInformation: z.boolean(),
	/** Whether something is drawn where the signer signs. */
	visibleSeal: z.boolean(),
	/** Whether every page carries something that was not ordered. */
	watermark: z.boolean(),
});

/**
 * What a platform was seen to do, without anybody's data: the file `first-contact.json`, version 1
 * (`docs/first-contact.schema.json`). A member that is absent was not observed.
 */
export const firstContactSchema = z.strictObject({
	format: z.literal('wosigndoc-first-contact'),
	version: z.literal(1),
	/** Version of the package that wrote it. */
	tool: z.string(),
	day: z.iso.date(),
	host: z.enum(['test', 'production', 'other']),
	network: network.partial().optional(),
	requests: requests.partial().optional(),
	responses: responses.partial().optional(),
	placement: placement.partial().optional(),
	push: push.partial().optional(),
	document: document.partial().optional(),
});

export type FirstContact = z.infer<typeof firstContactSchema>;
