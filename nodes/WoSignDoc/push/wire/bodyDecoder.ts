import { markOf } from '../../protocol/charset';
import type { BodyHeaders } from './bodyHeaders';
import { readHeaders } from './bodyHeaders';
import type { Decoder } from './bodyStart';
import { byStart } from './bodyStart';
import { boundedBody } from './boundedBody';
import { undoCodings } from './contentCoding';
import { formField, namelessForm } from './formField';
import { PushRefusal } from './refusal';
import { toUtf8 } from './toUtf8';
import { FORM_TEXT } from './unencodedPlus';

export type { Decoder } from './bodyStart';

/** PROTOCOL.md, PushSignedDoc, Decided: the types that a push may come as; empty is no type at all. */
const JSON_TYPES: ReadonlySet<string> = new Set([
	'application/json',
	'text/json',
	'text/plain',
	'',
]);
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Bytes that tell what a body is, spaces and line breaks before it among them. */
const TELLING_LENGTH = 64;
/** A JSON object, or a JSON string that may hold one; in UTF-16 their bytes may be zeros by turns. */
const BEGINS_AS_JSON = /^[ \t\r\n\0]*["{]/;
/** The same or a byte order mark, percent-encoded. */
const BEGINS_AS_ENCODED_JSON = /^(?:%EF%BB%BF|%FE%FF|%FF%FE|%7B|%22)/i;

/**
 * The JSON inside a request's body, in pieces: decompressed, out of its form, in UTF-8 without a byte order mark
 * (PROTOCOL.md, PushSignedDoc, Decided). Refuses at once what its headers say cannot be read, and as it comes what
 * is no push and what is more than `mostBytes` after decompression.
 */
export function bodyDecoder(headers: BodyHeaders, mostBytes: number): Decoder {
	const { mediaType, charset, codings } = readHeaders(headers);
	const decompressed = undoCodings(codings);
	const utf8 = toUtf8(charset);
	const open = JSON_TYPES.has(mediaType) ? utf8 : openAs(mediaType, utf8);
	return (chunks) => open(boundedBody(decompressed(chunks), mostBytes));
}

function openAs(mediaType: string, utf8: Decoder): Decoder {
	return (chunks) =>
		byStart(chunks, TELLING_LENGTH, (start) => {
			const mark = markOf(start)?.mark.length ?? 0;
			const text = start.toString('latin1', mark);
			// Some name another type than JSON's, or a form's, and send JSON as it is: no form begins so.
			if (BEGINS_AS_JSON.test(text)) return { skip: 0, decode: utf8 };
			if (mediaType === FORM_TYPE) {
				// The vendor's own other form has no field name (PROTOCOL.md, Transport).
				const form = BEGINS_AS_ENCODED_JSON.test(text) ? namelessForm : formField;
				return { skip: mark, decode: (body) => formText(utf8(form(body))) };
			}
			if (mark > 0) return { skip: 0, decode: utf8 };
			throw notAPush(mediaType);
		});
}

function notAPush(mediaType: string): PushRefusal {
	return new PushRefusal(
		'unsupportedMediaType',
		`the body is ${JSON.stringify(mediaType.slice(0, 64))}, neither JSON nor a form with the field data`,
	);
}

async function* formText(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	yield FORM_TEXT;
	yield* text;
}
