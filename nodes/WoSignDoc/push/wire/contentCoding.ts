import type { Decoder } from './bodyStart';
import { byStart } from './bodyStart';
import { PushRefusal } from './refusal';

/** The low half of a zlib stream's first byte; a raw deflate stream may be sent under the same name. */
const ZLIB_METHOD = 8;

/** The content codings that a push may have (PROTOCOL.md, PushSignedDoc, Decided). */
const DECODINGS: ReadonlyMap<string, Decoder> = new Map(
	Object.entries<Decoder>({
		gzip: (chunks) => decompress(chunks, 'gzip'),
		'x-gzip': (chunks) => decompress(chunks, 'gzip'),
		deflate: inflate,
	}),
);

/** The decoders for a body's content codings, by their names in lower case. Rejects any that it can't decode. */
export function undoCodings(names: readonly string[]): Decoder {
	const [name, ...more] = names;
	if (name === undefined) return (chunks) => chunks;
	const decoding = DECODINGS.get(name);
	if (decoding && more.length === 0) return decoding;
	throw new PushRefusal(
		'unsupportedEncoding',
		`the content coding ${JSON.stringify(names.join(', ').slice(0, 64))} is not supported, only gzip or deflate`,
	);
}

/** `deflate` means zlib, but some send it raw (RFC 9110, section 8.4.1.2): the first byte shows which. */
function inflate(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
	return byStart(chunks, 1, ([first = 0]) => {
		const isZlib = (first & 0x0f) === ZLIB_METHOD;
		return { skip: 0, decode: (all) => decompress(all, isZlib ? 'deflate' : 'deflate-raw') };
	});
}

async function* decompress(
	chunks: AsyncIterable<Buffer>,
	format: 'gzip' | 'deflate' | 'deflate-raw',
): AsyncGenerator<Buffer> {
	const { readable, writable } = new DecompressionStream(format);
	const writer = writable.getWriter();
	const written = writeAll(writer, chunks);
	// Reported below; without this, a failure before that would be an unhandled rejection.
	written.catch(() => undefined);
	const reader = readable.getReader();
	try {
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			yield Buffer.from(part.value);
		}
	} catch (error) {
		throw await written.then(() => malformed(error), asError);
	} finally {
		// The loop may end early, because the output was rejected: then nothing more should be decompressed.
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

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
