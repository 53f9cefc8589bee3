import { z } from 'zod/v4';

/*
 * No text of a server's, a person's or a document's gets into this file: each text is a fixed word, a date, a hash, or a
 * name of OpenSSL's. What a server calls otherwise than listed here is `other`.
 */

/** How a request's body is written: the JSON as it is, or percent-encoded under the form type. */
const encoding = z.enum(['json', 'percentEncoded']);
export type Encoding = z.infer<typeof encoding>;

const mediaType = z.enum([
	'application/json',
	'text/json',
	'text/plain',
	'text/html',
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'application/octet-stream',
	'application/xml',
	'text/xml',
	'none',
	'other',
]);

/** Names of headers, in lower case. */
const header = z.enum([
	'accept',
	'accept-charset',
	'accept-encoding',
	'accept-language',
	'access-control-allow-origin',
	'age',
	'authorization',
	'cache-control',
	'connection',
	'content-encoding',
	'content-language',
	'content-length',
	'content-security-policy',
	'content-type',
	'date',
	'etag',
	'expect',
	'expires',
	'host',
	'keep-alive',
	'last-modified',
	'pragma',
	'server',
	'set-cookie',
	'signature',
	'strict-transport-security',
	'transfer-encoding',
	'user-agent',
	'vary',
	'via',
	'x-aspnet-version',
	'x-aspnetmvc-version',
	'x-content-type-options',
	'x-forwarded-for',
	'x-forwarded-proto',
	'x-frame-options',
	'x-powered-by',
	'x-real-ip',
	'x-request-id',
	'x-signature',
	'x-xss-protection',
	'other',
]);

/** Names of fields that the vendor's document doesn't have, in lower case, as services of the kind use them. */
const otherField = z.enum([
	'code',
	'data',
	'errmsg',
	'errormessage',
	'errormsg',
	'info',
	'message',
	'msg',
	'partnercode',
	'partnertoken',
	'reason',
	'remark',
	'requestid',
	'result',
	'sign',
	'success',
	'time',
	'timestamp',
	'traceid',
	'version',
	'other',
]);

/** Names of a push's fields, besides those above. */
const pushFields = [
	'actiontype',
	'status',
	'errorcode',
	'extenddata',
	'signid',
	'ordernumber',
	'content',
	'hash',
];

/** A key of a push as it is spelled, one inside `extendData` after a dot; of a name that isn't known, `other`. */
export const pushKeySchema = z
	.string()
	.regex(
		new RegExp(
			`^(?:${inAnyCase('extenddata')}\\.)?(?:${[...pushFields, ...otherField.options].map(inAnyCase).join('|')})$`,
		),
	);

/** A pattern, because JSON Schema has no flags. */
function inAnyCase(name: string): string {
	return name.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

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
	/** OpenSSL's name of the cipher suite. */
	cipher: z.string().regex(/^[A-Z0-9_-]{1,64}$/),
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

export type Situation = (typeof situations)[number];

const requests = z.strictObject({
	/** Encodings that are read: those that got another code than -63. */
	encodings: z.array(encoding),
	/** The code for each situation, per encoding that was tried, and after how many milliseconds it came. */
	codes: z.array(
		z.strictObject({
			situation: z.enum(situations),
			encoding,
			code: z.int().min(-999).max(999),
			milliseconds: z.int().min(0).optional(),
		}),
	),
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
	/** Whether a `+` in JSON stays one, or becomes a space as in a form. */
	plusSigns: z.enum(['kept', 'lost']),
});

const responses = z.strictObject({
	/** HTTP statuses, each once. */
	statuses: z.array(z.int().min(100).max(999)),
	mediaType,
	charset: z.enum(['utf-8', 'gbk', 'none']),
	byteOrderMark: z.boolean(),
	/** A JSON object, or a JSON string around its text. */
	form: z.enum(['object', 'string']),
	/** How the order number's key is spelled. */
	keys: z.enum(['lowerCase', 'camelCase']),
	/** How `status` and `errorcode` are written. */
	numbers: z.enum(['number', 'string']),
	/** Names of fields that the vendor's document doesn't have. */
	otherFields: z.array(otherField),
	headers: z.array(header),
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
	mediaType,
	charset: z.enum(['utf-8', 'gbk', 'none']),
	/** In the order in which they came. */
	keys: z.array(pushKeySchema),
	extendData: z.enum(['object', 'string']),
	/** How `status` and `errorcode` are written. */
	numbers: z.enum(['number', 'string']),
	hash: z.strictObject({
		algorithm: z.enum(['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']),
		spelling: z.enum(['lowerCaseHex', 'upperCaseHex', 'base64']),
	}),
	headers: z.array(header),
	/** Seconds between a push that was refused and the next. */
	retryIntervals: z.array(z.number()),
});

const document = z.strictObject({
	/** Bytes that were added to the document. */
	growth: z.int(),
	/** The level of the certification (DocMDP), or none. */
	certification: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
	subFilter: z.enum([
		'adbe.pkcs7.detached',
		'adbe.pkcs7.sha1',
		'adbe.x509.rsa_sha1',
		'ETSI.CAdES.detached',
		'other',
	]),
	digest: z.enum(['MD5', 'SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', 'SM3', 'other']),
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
	tool: z.string().regex(/^\d{1,4}(?:\.\d{1,4}){2}$/),
	day: z.iso.date(),
	host: z.enum(['test', 'production', 'other']),
	network: network.partial().optional(),
	requests: requests.partial().optional(),
	responses: responses.partial().optional(),
	placement: placement.partial().optional(),
	push: push.partial().optional(),
	document: document.partial().optional(),
});

/** The names that `first-contact.json` has words for; all others are `other`. */
export const namedThere = {
	mediaTypes: mediaType.options,
	headers: header.options,
	otherFields: otherField.options,
	subFilters: document.shape.subFilter.options,
	digests: document.shape.digest.options,
};

export type FirstContact = z.infer<typeof firstContactSchema>;

/** A made-up one, with these observations. */
export function firstContact(seen: Partial<FirstContact>): FirstContact {
	return {
		format: 'wosigndoc-first-contact',
		version: 1,
		tool: '0.0.0',
		day: '2026-01-01',
		host: 'other',
		...seen,
	};
}
