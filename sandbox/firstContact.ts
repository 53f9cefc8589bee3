import { z } from 'zod/v4';

/*
 * first-contact.json never contains text from a server, a person, or a document: every string is a fixed word, a date,
 * a hash, or an OpenSSL name. Names that are not listed here are recorded as `other`.
 */

/** The encoding of a request's body: plain JSON, or JSON percent-encoded with the form media type. */
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

/** Header names in lowercase. */
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

/** Lowercase names of fields that the vendor's document doesn't have but similar services use. */
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

/** A push's field names, in addition to those above. */
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

/** A push's key in its original spelling; keys in `extendData` follow a dot. Unknown names are `other`. */
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
	/** TLS versions in which the server accepted the client certificate. */
	tlsVersions: z.array(z.enum(['TLSv1.2', 'TLSv1.3'])),
	/** Whether the server requests the client certificate only in a second handshake. */
	renegotiation: z.boolean(),
	/** OpenSSL's name for the cipher suite. */
	cipher: z.string().regex(/^[A-Z0-9_-]{1,64}$/),
	proxy: z.boolean(),
	/** The server's clock minus this machine's, in seconds. */
	clockOffset: z.number(),
	serverChain: z.array(certificate),
});

/** The situations tested with requests that can't create an order. */
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
	/** Encodings that the platform reads: those that got a code other than -63. */
	encodings: z.array(encoding),
	/** The code for each situation and encoding tried, and the response time in milliseconds. */
	codes: z.array(
		z.strictObject({
			situation: z.enum(situations),
			encoding,
			code: z.int().min(-999).max(999),
			milliseconds: z.int().min(0).optional(),
		}),
	),
	/** The required JSON type of a signer's type. */
	signerType: z.enum(['string', 'number', 'both']),
	/** The required JSON type of a page number. */
	pageNumber: z.enum(['string', 'number', 'both']),
	/** Whether unused optional fields must be present as `""`. */
	emptyFields: z.enum(['required', 'optional']),
	/** Whether keys must be sorted by name. */
	sortedKeys: z.enum(['required', 'optional']),
	/** The required spelling of the order number's key. */
	orderNumberKey: z.enum(['orderNumber', 'ordernumber', 'both']),
	/** Whether a `+` in JSON is kept, or becomes a space as in a form. */
	plusSigns: z.enum(['kept', 'lost']),
});

const responses = z.strictObject({
	/** Distinct HTTP statuses. */
	statuses: z.array(z.int().min(100).max(999)),
	mediaType,
	charset: z.enum(['utf-8', 'gbk', 'none']),
	byteOrderMark: z.boolean(),
	/** A JSON object, or a JSON string containing it. */
	form: z.enum(['object', 'string']),
	/** The spelling of the order number's key. */
	keys: z.enum(['lowerCase', 'camelCase']),
	/** The JSON type of `status` and `errorcode`. */
	numbers: z.enum(['number', 'string']),
	/** Fields that the vendor's document doesn't have. */
	otherFields: z.array(otherField),
	headers: z.array(header),
});

const placement = z.strictObject({
	/** The page corner from which positions are measured. */
	origin: z.enum(['lowerLeft', 'upperLeft']),
	/** The number of the first page. */
	firstPage: z.union([z.literal(0), z.literal(1)]),
	/**
	 * The box that positions are fractions of: the displayed page (rotated crop box), the rotated media box, the
	 * unrotated crop box, or the unrotated media box.
	 */
	page: z.enum(['seen', 'turnedMediaBox', 'cropBox', 'mediaBox']),
	/** How the position of the signature was found. */
	foundBy: z.enum(['annotation', 'rendering']),
});

const push = z.strictObject({
	body: z.enum(['json', 'formField']),
	mediaType,
	charset: z.enum(['utf-8', 'gbk', 'none']),
	/** In their original order. */
	keys: z.array(pushKeySchema),
	extendData: z.enum(['object', 'string']),
	/** The JSON type of `status` and `errorcode`. */
	numbers: z.enum(['number', 'string']),
	hash: z.strictObject({
		algorithm: z.enum(['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']),
		spelling: z.enum(['lowerCaseHex', 'upperCaseHex', 'base64']),
	}),
	headers: z.array(header),
	/** Seconds between a rejected push and its retry. */
	retryIntervals: z.array(z.number()),
});

const document = z.strictObject({
	/** Bytes that signing added to the document. */
	growth: z.int(),
	/** The certification level (DocMDP); null if not certified. */
	certification: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
	subFilter: z.enum([
		'adbe.pkcs7.detached',
		'adbe.pkcs7.sha1',
		'adbe.x509.rsa_sha1',
		'ETSI.CAdES.detached',
		'other',
	]),
	digest: z.enum(['MD5', 'SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', 'SM3', 'other']),
	/** Validity period of the signer's certificate, in seconds. */
	certificateLife: z.number(),
	timestamp: z.boolean(),
	/** Whether the document contains the timestamping authority's root certificate. */
	timestampRoot: z.boolean(),
	/** The signing time claimed by the signature minus the proven time, in hours. */
	signingTimeOffset: z.number(),
	securityStore: z.boolean(),
	/** Whether an information dictionary was written after the signed range. */
	laterInformation: z.boolean(),
	/** Whether something is drawn in the signature box. */
	visibleSeal: z.boolean(),
	/** Whether something that wasn't ordered is drawn on every page. */
	watermark: z.boolean(),
});

/**
 * A platform's recorded behavior, without any personal data: the file `first-contact.json`, version 1
 * (`docs/first-contact.schema.json`). Absent members were not observed.
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

/** The names that `first-contact.json` can contain; all others are recorded as `other`. */
export const namedThere = {
	mediaTypes: mediaType.options,
	headers: header.options,
	otherFields: otherField.options,
	subFilters: document.shape.subFilter.options,
	digests: document.shape.digest.options,
};

export type FirstContact = z.infer<typeof firstContactSchema>;

/** A made-up record with these observations. */
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
