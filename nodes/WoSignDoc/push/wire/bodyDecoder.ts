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

/** The media types that a push may have; empty means none is declared (PROTOCOL.md, PushSignedDoc, Decided). */
const JSON_TYPES: ReadonlySet<string> = new Set([
	'application/json',
	'text/json',
	'text/plain',
	'',
]);
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Bytes that show what a body is, including leading spaces and line breaks. */
const TELLING_LENGTH = 64;
/** The start of a JSON object, or of a JSON string that may contain one; in UTF-16 every other byte may be zero. */
const BEGINS_AS_JSON = /^[ \t\r\n\0]*["{]/;
/** The same or a byte order mark, percent-encoded. */
const BEGINS_AS_ENCODED_JSON = /^(?:%EF%BB%BF|%FE%FF|%FF%FE|%7B|%22)/i;

/**
 * The JSON inside a request's body, in chunks: decompressed, extracted from its form, in UTF-8 without a byte order
 * mark (PROTOCOL.md, PushSignedDoc, Decided). Rejects immediately if its headers declare something unreadable, and on
 * arrival anything that isn't a push, or exceeds `mostBytes` after decompression.
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
			// Some declare a type other than JSON or a form, and send plain JSON: no form begins like that.
			if (BEGINS_AS_JSON.test(text)) return { skip: 0, decode: utf8 };
			if (mediaType === FORM_TYPE) {
				// The vendor's other form has no field name (PROTOCOL.md, Transport).
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
