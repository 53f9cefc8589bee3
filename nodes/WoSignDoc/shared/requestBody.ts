import type { StoredFile, StoredFiles } from './binarySource';
import { base64Length, bytesOf, exactly } from './binarySource';
import type { BodyEncoding } from './bodyEncoding';
import type { ByteStream } from './byteStream';
import { textFrom } from './byteStream';
import type { JsonPart, RequestObject } from './jsonParts';
import { jsonParts } from './jsonParts';

/** How much of a body was sent. */
export interface BodyProgress {
	/** Whether the whole body was handed to the HTTP client: only then can the receiver have acted on it. */
	isHandedOver: boolean;
	/** When the last part was handed over, in milliseconds since 1970. */
	movedAt: number;
}

/** A body ready to send: its exact length in bytes, and the bytes, as a stream if it contains stored files. */
export interface RequestBody {
	readonly contentType: string;
	readonly contentLength: number;
	readonly bytes: Buffer | ByteStream;
	readonly progress: Readonly<BodyProgress>;
}

/**
 * The body of a request: JSON without white space, files as base64 (PROTOCOL.md, Transport). Files in n8n's storage are
 * read while the body is sent, so memory doesn't grow with them. Base64 in the item itself is sent as it is.
 */
export async function requestBody(
	files: StoredFiles,
	request: RequestObject,
	encoding: BodyEncoding,
): Promise<RequestBody> {
	const parts = jsonParts(request);
	const { contentType } = encoding;
	const progress: BodyProgress = { isHandedOver: false, movedAt: Date.now() };
	const firstStored = parts.find(isStored);
	if (!firstStored) {
		const bytes = Buffer.from(parts.map((part) => inlineText(part, encoding)).join(''));
		const handedOver = { ...progress, isHandedOver: true };
		return { contentType, contentLength: bytes.length, bytes, progress: handedOver };
	}
	const contentLength = await bodyLength(files, parts, encoding);
	const sibling = await files.open(firstStored);
	const chunks = watched(chunksOf(parts, files, sibling, encoding), progress);
	const bytes = textFrom(chunks, sibling);
	// A generator that never started doesn't close the file that it was given.
	bytes.once('close', () => sibling.destroy());
	return { contentType, contentLength, bytes, progress };
}

/** The length of a request in bytes. Reads files only where the encoded length depends on their content. */
export async function bodyLength(
	files: StoredFiles,
	parts: readonly JsonPart[],
	encoding: BodyEncoding,
): Promise<number> {
	let length = 0;
	for (const part of parts) {
		if (!isStored(part)) length += Buffer.byteLength(inlineText(part, encoding));
		else if (encoding.keepsBase64) length += base64Length(part);
		else
			for await (const text of base64Of(bytesOf(files, part)))
				length += encoding.base64(text).length;
	}
	return length;
}

async function* watched(
	chunks: AsyncIterable<string>,
	progress: BodyProgress,
): AsyncGenerator<string> {
	for await (const chunk of chunks) {
		progress.movedAt = Date.now();
		yield chunk;
	}
	progress.isHandedOver = true;
}

/** The text of the parts, in order. The first file is already open; each of the others is opened when it is needed. */
async function* chunksOf(
	parts: readonly JsonPart[],
	files: StoredFiles,
	firstFile: ByteStream,
	encoding: BodyEncoding,
): AsyncGenerator<string> {
	let opened: ByteStream | undefined = firstFile;
	for (const part of parts) {
		if (!isStored(part)) {
			yield inlineText(part, encoding);
			continue;
		}
		const file = opened ?? (await files.open(part));
		opened = undefined;
		for await (const base64 of base64Of(exactly(part.size, file))) {
			yield encoding.base64(base64);
		}
	}
}

async function* base64Of(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		if (whole > 0) yield bytes.toString('base64', 0, whole);
	}
	if (rest.length > 0) yield rest.toString('base64');
}

function isStored(part: JsonPart): part is StoredFile {
	return typeof part === 'object' && part.kind === 'stored';
}

function inlineText(part: JsonPart, encoding: BodyEncoding): string {
	if (typeof part === 'string') return encoding.text(part);
	return part.kind === 'inline' ? encoding.base64(part.base64) : '';
}
