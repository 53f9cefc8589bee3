import type { BinaryHelperFunctions } from 'n8n-workflow';
import type { BinarySource } from './binarySource';
import { base64Length } from './binarySource';
import type { ByteStream } from './byteStream';
import { readableFrom } from './byteStream';

/** JSON to be sent, in which a file may stand where its base64 text will. */
export type RequestValue = string | number | BinarySource | readonly RequestValue[] | RequestObject;

export interface RequestObject {
	readonly [key: string]: RequestValue;
}

/** A body ready to be sent: its exact length in bytes and the bytes, streamed when a file is streamed into it. */
export interface RequestBody {
	readonly contentLength: number;
	readonly bytes: Buffer | ByteStream;
}

type Part = string | BinarySource;
type StreamFunctions = Pick<BinaryHelperFunctions, 'getBinaryStream'>;

/** Read at once from n8n's storage; a multiple of 3, so that most chunks encode without a remainder. */
const CHUNK_SIZE = 3 * 64 * 1024;

/**
 * The body of a request: JSON without white space, files as base64 (PROTOCOL.md, Transport). Files in n8n's
 * storage are read only while the body is sent, so memory does not grow with them.
 */
export async function requestBody(
	helpers: StreamFunctions,
	request: RequestObject,
): Promise<RequestBody> {
	const parts = [...joinText(partsOf(request))];
	const contentLength = parts.reduce((sum, part) => sum + partLength(part), 0);
	const firstStored = parts.find(isStored);
	if (!firstStored) {
		return { contentLength, bytes: Buffer.from(parts.map(inlineText).join('')) };
	}
	const sibling = await helpers.getBinaryStream(firstStored.id, CHUNK_SIZE);
	return { contentLength, bytes: readableFrom(chunksOf(parts, helpers, sibling), sibling) };
}

/** The parts' bytes in their order; each file is opened when its turn comes, but for the first, open already. */
async function* chunksOf(
	parts: readonly Part[],
	helpers: StreamFunctions,
	firstFile: ByteStream,
): AsyncGenerator<Buffer> {
	let opened: ByteStream | undefined = firstFile;
	try {
		for (const part of parts) {
			if (!isStored(part)) {
				yield Buffer.from(inlineText(part));
				continue;
			}
			const file = opened ?? (await helpers.getBinaryStream(part.id, CHUNK_SIZE));
			opened = undefined;
			yield* encodeBase64(file);
		}
	} finally {
		// Left unread when the connection broke before its turn.
		opened?.destroy();
	}
}

function* partsOf(value: RequestValue): Generator<Part> {
	if (typeof value !== 'object') yield JSON.stringify(value);
	else if (isArray(value)) yield* enclosed('[', value.map(partsOf), ']');
	else if (isSource(value)) yield* enclosed('"', [[value]], '"');
	else yield* enclosed('{', Object.entries(value).map(memberParts), '}');
}

function* memberParts([key, value]: [string, RequestValue]): Generator<Part> {
	yield `${JSON.stringify(key)}:`;
	yield* partsOf(value);
}

function* enclosed(open: string, members: Array<Iterable<Part>>, close: string): Generator<Part> {
	yield open;
	for (const [index, member] of members.entries()) {
		if (index > 0) yield ',';
		yield* member;
	}
	yield close;
}

/** Neighbouring pieces of text become one, so that a body is sent in few writes. */
function* joinText(parts: Iterable<Part>): Generator<Part> {
	let text = '';
	for (const part of parts) {
		if (typeof part === 'string') {
			text += part;
			continue;
		}
		yield text;
		text = '';
		yield part;
	}
	yield text;
}

async function* encodeBase64(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		if (whole > 0) yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
	}
	if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
}

function isArray(value: RequestValue): value is readonly RequestValue[] {
	return Array.isArray(value);
}

function isSource(value: RequestObject | BinarySource): value is BinarySource {
	return 'kind' in value;
}

function isStored(part: Part): part is Extract<BinarySource, { kind: 'stored' }> {
	return typeof part === 'object' && part.kind === 'stored';
}

function inlineText(part: Part): string {
	if (typeof part === 'string') return part;
	return part.kind === 'inline' ? part.base64 : '';
}

function partLength(part: Part): number {
	return typeof part === 'string' ? Buffer.byteLength(part) : base64Length(part);
}
