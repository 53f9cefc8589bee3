import type { Charset } from '../../protocol/charset';
import { charsetOf, declaredCharsets } from '../../protocol/charset';
import { PushRefusal } from './refusal';

/** How a body is encoded, as its headers declare. */
export interface BodyHeaders {
	readonly contentType: string;
	readonly contentEncoding: string;
}

/** The same, parsed. */
interface Packing {
	/** In lower case; empty if there is none. */
	readonly mediaType: string;
	/** Undefined if none is declared. */
	readonly charset: Charset | undefined;
	/** Content codings in lower case, in the order in which they were applied. */
	readonly codings: readonly string[];
}

/** A coding that means the body wasn't encoded. */
const IDENTITY = 'identity';

/** Parses a body's headers. Rejects an unknown charset, and more than one. */
export function readHeaders({ contentType, contentEncoding }: BodyHeaders): Packing {
	const named = contentEncoding
		.toLowerCase()
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '' && name !== IDENTITY);
	// Some declare the charset in the wrong header: `Content-Encoding: UTF-8`.
	const misplaced = named.filter((name) => charsetOf(name) !== undefined);
	return {
		mediaType: mediaTypeOf(contentType),
		charset: theOne([...declaredCharsets(contentType), ...misplaced]),
		codings: named.filter((name) => !misplaced.includes(name)),
	};
}

/** In lower case; empty if there is none. */
export function mediaTypeOf(contentType: string): string {
	return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The charset that all the labels refer to. */
function theOne(labels: readonly string[]): Charset | undefined {
	const charsets = labels.map((label) => charsetOf(label) ?? refuse('is not known', [label]));
	const [first, ...others] = charsets;
	if (others.some(({ encoding }) => encoding !== first?.encoding)) {
		refuse('is not one, but several', labels);
	}
	return first;
}

function refuse(problem: string, labels: readonly string[]): never {
	const shown = labels.map((label) => JSON.stringify(label.slice(0, 64))).join(', ');
	throw new PushRefusal(
		'unsupportedCharset',
		`the charset that the body declares ${problem}: ${shown}`,
	);
}
