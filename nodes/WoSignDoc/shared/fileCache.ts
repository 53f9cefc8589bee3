import type { BinarySource, StoredFile, StoredFiles } from './binarySource';
import { exactly } from './binarySource';
import type { ByteStream } from './byteStream';
import { readableFrom, streamOf } from './byteStream';

/**
 * Maximum bytes of files that this process keeps in memory, for all orders together: enough for a few typical
 * contracts, and little compared with what n8n itself uses.
 */
const CAPACITY = 16 * 1024 * 1024;
let room = CAPACITY;
/** The prefix of the ids of kept files; the ids of n8n's storage begin with its kind. */
const KEPT = 'made:';

/** The files of one order: those in n8n's storage, and those that were made for it. */
export interface OrderFiles extends StoredFiles {
	/**
	 * Keeps a file in memory that isn't in n8n's storage, until the order is done. It is read like any other file.
	 *
	 * @param replaced the previously kept file that this one was made from; it is released
	 */
	readonly keep: (chunks: readonly Buffer[], replaced?: BinarySource) => BinarySource;
}

interface CachedFile {
	readonly chunks: readonly Buffer[];
	/** The stream that the chunks came from; its class makes the streams that read them again. */
	readonly stream: ByteStream;
}

/**
 * n8n's storage for one order. A file is inspected before it is sent. If there is room, it is kept in memory in
 * between, so it is read only once, and the bytes sent are the bytes inspected. Reading is expensive: buffers make V8
 * mark all of n8n's heap, and the storage may be a database or remote. A file that doesn't fit is read again.
 */
export async function withFileCache<Result>(
	stored: StoredFiles,
	work: (files: OrderFiles) => Promise<Result>,
): Promise<Result> {
	const cached = new Map<string, Promise<CachedFile>>();
	let taken = 0;
	let kept = 0;
	const take = (size: number) => {
		room -= size;
		taken += size;
	};
	const cache = (file: StoredFile): Promise<CachedFile> | undefined => {
		if (file.size > room) return undefined;
		take(file.size);
		const reading = read(stored, file);
		cached.set(file.id, reading);
		return reading;
	};
	try {
		return await work({
			open: async (file) => {
				const known = await (cached.get(file.id) ?? cache(file));
				return known ? readableFrom(known.chunks, known.stream) : await stored.open(file);
			},
			keep: (chunks, replaced) => {
				if (replaced?.kind === 'stored' && isKept(replaced) && cached.delete(replaced.id)) {
					take(-replaced.size);
				}
				const id = `${KEPT}${kept++}`;
				const size = chunks.reduce((sum, { length }) => sum + length, 0);
				cached.set(id, Promise.resolve({ chunks, stream: streamOf(Buffer.alloc(0)) }));
				take(size);
				return { kind: 'stored', id, size };
			},
		});
	} finally {
		room += taken;
	}
}

function isKept({ id }: StoredFile): boolean {
	return id.startsWith(KEPT);
}

/** Reads a whole file. Throws `fileChanged` if its size isn't the one that n8n recorded. */
async function read(stored: StoredFiles, file: StoredFile): Promise<CachedFile> {
	const stream = await stored.open(file);
	const chunks: Buffer[] = [];
	for await (const chunk of exactly(file.size, stream)) chunks.push(chunk);
	return { chunks, stream };
}
