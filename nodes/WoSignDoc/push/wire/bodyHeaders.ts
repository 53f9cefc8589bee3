import type { Charset } from '../../protocol/charset';
import { charsetOf, declaredCharsets } from '../../protocol/charset';
import { PushRefusal } from './refusal';

/** How a body is packed, as its headers name it. */
export interface BodyHeaders {
	readonly contentType: string;
	readonly contentEncoding: string;
}

/** The same, read. */
interface Packing {
	/** In lower case; empty when there is none. */
	readonly mediaType: string;
	/** Undefined when none is declared. */
	readonly charset: Charset | undefined;
	/** Content codings in lower case, in the order in which they were applied. */
	readonly codings: readonly string[];
}

/** A name that means that nothing was done to the body. */
const IDENTITY = 'identity';

/** Reads a body's headers. Refuses a charset that cannot be read, and more than one. */
export function readHeaders({ contentType, contentEncoding }: BodyHeaders): Packing {
	const named = contentEncoding
		.toLowerCase()
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '' && name !== IDENTITY);
	// Some take Content-Encoding for the place of the charset: `Content-Encoding: UTF-8`.
	const misplaced = named.filter((name) => charsetOf(name) !== undefined);
	return {
		mediaType: mediaTypeOf(contentType),
		charset: theOne([...declaredCharsets(contentType), ...misplaced]),
		codings: named.filter((name) => !misplaced.includes(name)),
	};
}

/** In lower case; empty when there is none. */
export function mediaTypeOf(contentType: string): string {
	return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The charset that all the labels are names of. */
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
