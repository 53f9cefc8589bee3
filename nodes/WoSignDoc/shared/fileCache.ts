import type { StoredFile, StoredFiles } from './binarySource';
import { exactly } from './binarySource';
import type { ByteStream } from './byteStream';
import { readableFrom } from './byteStream';

/**
 * Bytes of files that this process holds at most, of all orders together: enough for a usual contract or some, and
 * little beside what n8n itself takes.
 */
const MOST_HELD = 16 * 1024 * 1024;
let room = MOST_HELD;

interface CachedFile {
	readonly chunks: readonly Buffer[];
	/** The stream that the chunks came from, whose class makes those that they are read with again. */
	readonly stream: ByteStream;
}

/**
 * n8n's storage for one order: a file is looked into before it is sent, and as long as there is room it is held in
 * between, so that it is read once. Reading costs more than it seems: buffers make V8 mark all of n8n's memory, and
 * the storage may be a database or far away. And what is sent is what was looked at. A file without room is read anew.
 */
export async function withFileCache<Result>(
	stored: StoredFiles,
	work: (files: StoredFiles) => Promise<Result>,
): Promise<Result> {
	const held = new Map<string, Promise<CachedFile>>();
	let taken = 0;
	const hold = (file: StoredFile): Promise<CachedFile> | undefined => {
		if (file.size > room) return undefined;
		room -= file.size;
		taken += file.size;
		const reading = read(stored, file);
		held.set(file.id, reading);
		return reading;
	};
	try {
		return await work({
			open: async (file) => {
				const known = await (held.get(file.id) ?? hold(file));
				return known ? readableFrom(known.chunks, known.stream) : await stored.open(file);
			},
		});
	} finally {
		room += taken;
	}
}

/** All of a file; throws `fileChanged` when it is longer or shorter than it was said to be. */
async function read(stored: StoredFiles, file: StoredFile): Promise<CachedFile> {
	const stream = await stored.open(file);
	const chunks: Buffer[] = [];
	for await (const chunk of exactly(file.size, stream)) chunks.push(chunk);
	return { chunks, stream };
}
