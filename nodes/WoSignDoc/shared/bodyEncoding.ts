/**
 * How the JSON of a request travels (PROTOCOL.md, Transport, Decided): as it is, or percent-encoded as the value
 * of a form that has no field name, the vendor's other known form.
 */
export interface BodyEncoding {
	readonly contentType: string;
	/** JSON text as it travels. */
	text(json: string): string;
	/** Base64 text as it travels. */
	base64(base64: string): string;
	/** Whether base64 is as long as it travels as it was, so that nobody needs to look at it. */
	readonly keepsBase64: boolean;
}

export const JSON_BODY: BodyEncoding = {
	contentType: 'application/json; charset=utf-8',
	text: (json) => json,
	base64: (base64) => base64,
	keepsBase64: true,
};

export const PERCENT_ENCODED_BODY: BodyEncoding = {
	// With its charset: n8n would rebuild a body whose type is the bare name.
	contentType: 'application/x-www-form-urlencoded; charset=utf-8',
	text: encodeURIComponent,
	base64: (base64) => base64.replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D'),
	keepsBase64: false,
};
