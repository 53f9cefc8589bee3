import { asError } from '../../protocol/errors';
import { boundedBody } from './boundedBody';
import { formField } from './formField';
import { PushRefusal } from './refusal';

/** How a body is encoded: its media type and content coding, as in the headers. */
export interface BodyHeaders {
	readonly contentType: string;
	readonly contentEncoding: string;
}

/** The media types that a push may have; empty is for none at all (PROTOCOL.md, PushSignedDoc, Decided). */
const JSON_TYPES: ReadonlySet<string> = new Set([
	'application/json',
	'text/json',
	'text/plain',
	'',
]);
const FORM_TYPE = 'application/x-www-form-urlencoded';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');
/** The low half of a zlib stream's first byte, by which it differs from a raw deflate stream. */
const ZLIB_METHOD = 8;

/** Bytes in, bytes out, piece by piece. */
export type Decoder = (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

const DECODINGS: ReadonlyMap<string, Decoder> = new Map(
	Object.entries<Decoder>({
		'': (chunks) => chunks,
		identity: (chunks) => chunks,
		gzip: (chunks) => decompress(chunks, 'gzip'),
		'x-gzip': (chunks) => decompress(chunks, 'gzip'),
		deflate: inflate,
	}),
);

/**
 * Returns the decoder for a request's body, which yields its JSON in pieces: decompressed, taken out of its form field,
 * without a BOM (PROTOCOL.md, PushSignedDoc, Decided). Throws the refusal of other types and codings at once; the decoder
 * throws that of a body with more than `mostBytes` after decompression.
 */
export function bodyDecoder(headers: BodyHeaders, mostBytes: number): Decoder {
	const mediaType = headers.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	const decompressed = DECODINGS.get(headers.contentEncoding.trim().toLowerCase());
	if (!decompressed) {
		throw new PushRefusal(
			'unsupportedEncoding',
			'only gzip and deflate content coding are supported',
		);
	}
	const decode: Decoder = (chunks) => boundedBody(decompressed(chunks), mostBytes);
	if (mediaType === FORM_TYPE) {
		return (chunks) => withoutByteOrderMark(formField(withoutByteOrderMark(decode(chunks))));
	}
	if (JSON_TYPES.has(mediaType)) return (chunks) => withoutByteOrderMark(decode(chunks));
	throw new PushRefusal(
		'unsupportedMediaType',
		'the body must be JSON or a form with the field data',
	);
}

async function* withoutByteOrderMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let start: Buffer | undefined = Buffer.alloc(0);
	for await (const chunk of chunks) {
		if (!start) {
			yield chunk;
			continue;
		}
		start = Buffer.concat([start, chunk]);
		if (start.length < BYTE_ORDER_MARK.length) continue;
		yield stripMark(start);
		start = undefined;
	}
	if (start) yield stripMark(start);
}

function stripMark(start: Buffer): Buffer {
	const marked = start.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
	return marked ? start.subarray(BYTE_ORDER_MARK.length) : start;
}

/** `deflate` means zlib, but some send it raw (RFC 9110, section 8.4.1.2): the first byte tells. */
async function* inflate(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	const first = await iterator.next();
	if (first.done) return;
	const isZlib = ((first.value[0] ?? 0) & 0x0f) === ZLIB_METHOD;
	yield* decompress(
		(async function* () {
			yield first.value;
			yield* { [Symbol.asyncIterator]: () => iterator };
		})(),
		isZlib ? 'deflate' : 'deflate-raw',
	);
}

async function* decompress(
	chunks: AsyncIterable<Buffer>,
	format: 'gzip' | 'deflate' | 'deflate-raw',
): AsyncGenerator<Buffer> {
	const { readable, writable } = new DecompressionStream(format);
	const writer = writable.getWriter();
	const written = writeAll(writer, chunks);
	// Awaited below; without this, an earlier failure would be an unhandled rejection.
	written.catch(() => undefined);
	const reader = readable.getReader();
	try {
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			yield Buffer.from(part.value);
		}
	} catch (error) {
		throw await written.then(() => malformed(error), asError);
	} finally {
		// If the caller stops early because of a refusal, nothing more is decompressed.
		await reader.cancel().catch(() => undefined);
	}
	await written;
}

async function writeAll(
	writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
	chunks: AsyncIterable<Buffer>,
): Promise<void> {
	try {
		for await (const chunk of chunks) {
			await writer.write(Uint8Array.from(chunk)).catch(refuseMalformed);
		}
		await writer.close().catch(refuseMalformed);
	} catch (error) {
		await writer.abort(error).catch(() => undefined);
		throw asError(error);
	}
}

function refuseMalformed(error: unknown): never {
	throw malformed(error);
}

function malformed(cause: unknown): PushRefusal {
	return new PushRefusal('malformedBody', 'the body does not decompress', { cause });
}
