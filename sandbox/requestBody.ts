import type { Behavior } from './behavior';
import type { Encoding } from './firstContact';
import { Refusal } from './refusal';

/** How a platform reads request bodies. */
type Reading = Pick<Behavior['requests'], 'encodings' | 'plusSigns'>;

/**
 * Decodes a request's body: JSON, or JSON percent-encoded as `application/x-www-form-urlencoded` without a field
 * name (PROTOCOL.md, Transport). Strict: UTF-8 without BOM, top level an object. Throws Refusal (-63).
 */
export function decodeRequestBody(
	body: Buffer,
	contentType = '',
	{ encodings, plusSigns }: Reading = { encodings: ['json', 'percentEncoded'], plusSigns: 'kept' },
): Record<string, unknown> {
	const form = encodingOf(contentType);
	if (!encodings.includes(form)) {
		throw new Refusal('malformedJson', `the encoding ${form} is not supported`);
	}
	const text = decodeUtf8(body);
	const plain = plusSigns === 'kept' ? text : text.replaceAll('+', ' ');
	const json = form === 'percentEncoded' ? percentDecode(text) : plain;
	const value = parse(json);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Refusal('malformedJson', 'the body is not a JSON object');
	}
	return { ...value };
}

/** The encoding of a body of this type. */
export function encodingOf(contentType = ''): Encoding {
	const isForm = contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
	return isForm ? 'percentEncoded' : 'json';
}

function decodeUtf8(body: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		throw new Refusal('malformedJson', 'the body is not UTF-8');
	}
}

// A plus sign is a space, as in every form decoder: base64 that wasn't percent-encoded arrives damaged and is rejected
// later.
function percentDecode(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		throw new Refusal('malformedJson', 'the form is not percent-encoded');
	}
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch (error) {
		throw new Refusal(
			'malformedJson',
			error instanceof SyntaxError ? error.message : String(error),
		);
	}
}
