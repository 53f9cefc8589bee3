import type { BinaryHelperFunctions } from 'n8n-workflow';
import { ProtocolError } from '../protocol/errors';
import type { ByteStream } from './byteStream';

/**
 * Bytes to send as base64, wherever n8n keeps them: `stored` in its binary storage (filesystem, database, S3), read by
 * id as a stream; `inline` in the item itself (in-memory mode), already base64.
 */
export type BinarySource = StoredFile | { readonly kind: 'inline'; readonly base64: string };

export interface StoredFile {
	readonly kind: 'stored';
	readonly id: string;
	readonly size: number;
}

/** Opens stored files, each as often as it is read. */
export interface StoredFiles {
	readonly open: (file: StoredFile) => Promise<ByteStream>;
}

/**
 * Bytes per chunk: a multiple of 3, so most chunks encode without a remainder; no larger, because long strings wait
 * longer for the garbage collector, and memory grows meanwhile.
 */
const CHUNK_SIZE = 3 * 16 * 1024;
/** Bytes per read from n8n's storage. Fewer reads wait less for the disk, but larger ones take more memory. */
const READ_SIZE = 2 * CHUNK_SIZE;
/** Base64 characters decoded at a time. */
const BASE64_CHUNK_SIZE = (CHUNK_SIZE / 3) * 4;

const BASE64 = 'base64';

/** The source behind an id in n8n's storage; asks n8n for its size. */
export async function storedSource(
	helpers: Pick<BinaryHelperFunctions, 'getBinaryMetadata'>,
	id: string,
): Promise<BinarySource> {
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { kind: 'stored', id, size: fileSize };
}

/** The source of base64 text in the input itself, which must be clean base64. */
export function inlineBase64(base64: string): Extract<BinarySource, { kind: 'inline' }> {
	return { kind: 'inline', base64 };
}

/** The source's length in base64 characters. */
export function base64Length(source: BinarySource): number {
	return source.kind === 'inline' ? source.base64.length : 4 * Math.ceil(source.size / 3);
}

/** The source's length in bytes. */
export function byteLength(source: BinarySource): number {
	return source.kind === 'inline' ? Buffer.byteLength(source.base64, BASE64) : source.size;
}

/** The files in n8n's storage. */
export function storedFiles(helpers: Pick<BinaryHelperFunctions, 'getBinaryStream'>): StoredFiles {
	return { open: async ({ id }) => await helpers.getBinaryStream(id, READ_SIZE) };
}

/** The source's bytes. Throws `fileChanged` when a stored file is not as large as n8n recorded. */
export async function* bytesOf(files: StoredFiles, source: BinarySource): AsyncGenerator<Buffer> {
	if (source.kind === 'stored') yield* exactly(source.size, await files.open(source));
	else yield* decoded(source.base64);
}

/** All bytes of a file, for work that can't be done on a stream. */
export async function wholeFile(files: StoredFiles, source: BinarySource): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(files, source)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The first bytes of a file: a few kilobytes, or all there are. */
export async function firstBytes(files: StoredFiles, source: BinarySource): Promise<Buffer> {
	for await (const chunk of bytesOf(files, source)) return chunk;
	return Buffer.alloc(0);
}

/**
 * The chunks, which must have `size` bytes in total, because that length was announced to the receiver. Throws
 * `fileChanged` before it passes on too many bytes.
 */
export async function* exactly(
	size: number,
	chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
	let length = 0;
	for await (const chunk of chunks) {
		length += chunk.length;
		if (length > size) break;
		yield* pieces(chunk);
	}
	if (length === size) return;
	throw new ProtocolError('fileChanged', 'A stored file changed while it was read', {
		description:
			'Its size is not the one that n8n recorded. No order was created. Run the workflow again.',
	});
}

/**
 * Splits what was read in one piece: a database returns the whole file, which would become one string of that length.
 */
function* pieces(chunk: Buffer): Generator<Buffer> {
	for (let at = 0; at < chunk.length; at += CHUNK_SIZE) yield chunk.subarray(at, at + CHUNK_SIZE);
}

function* decoded(base64: string): Generator<Buffer> {
	for (let at = 0; at < base64.length; at += BASE64_CHUNK_SIZE) {
		yield Buffer.from(base64.slice(at, at + BASE64_CHUNK_SIZE), BASE64);
	}
}
