import { createHash } from 'node:crypto';
import { PushReader } from '../nodes/WoSignDoc/push/wire/pushReader';
import { MEGABYTE } from './documents';
import type { Results } from './results';
import { median } from './results';

/** Node.js's chunk size when it reads a body from a connection. */
const CHUNK_SIZE = 64 * 1_024;
const WARM_UP = 30;

/**
 * Compares the reader, fed from memory, with the minimum work that a push needs: decoding base64 and computing SHA-256
 * of the same chunks. Seconds, medians of alternating runs.
 */
export function readerSpeed(sizes: readonly number[], repetitions: number): Results['readings'] {
	const small = bodyOf(MEGABYTE);
	for (let turn = 0; turn < WARM_UP; turn++) {
		read(chunksOf(small));
		readBarely(chunksOf(small));
	}
	return sizes.map((size) => {
		const body = bodyOf(size);
		// More runs for small documents, because short runs are affected more by other load on the machine.
		const turns = Math.max(repetitions, (repetitions * 100 * MEGABYTE) / size);
		const times = Array.from({ length: turns }, () => ({
			reader: secondsOf(read, chunksOf(body)),
			bare: secondsOf(readBarely, chunksOf(body)),
		}));
		const middle = (values: number[]) => median(values) ?? NaN;
		return {
			size,
			reader: middle(times.map(({ reader }) => reader)),
			bare: middle(times.map(({ bare }) => bare)),
		};
	});
}

function read(chunks: readonly Buffer[]): void {
	const reader = new PushReader();
	for (const chunk of chunks) reader.feed(chunk);
	// As for an accepted push, whose hash algorithm is then expected from the next one.
	reader.accept(reader.end());
}

function readBarely(chunks: readonly Buffer[]): void {
	const hash = createHash('sha256');
	for (const chunk of chunks) hash.update(Buffer.from(chunk.toString('latin1'), 'base64'));
	hash.digest();
}

function secondsOf(way: (chunks: readonly Buffer[]) => void, chunks: readonly Buffer[]): number {
	const start = performance.now();
	way(chunks);
	return (performance.now() - start) / 1e3;
}

function bodyOf(size: number): Buffer {
	const document = Buffer.alloc(size, 'a document of bytes that repeat at odd places ');
	const hash = createHash('sha256').update(document).digest('hex');
	const content = document.toString('base64');
	const extendData = { signid: 's', ordernumber: 'o', content, hash };
	return Buffer.from(JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, extendData }));
}

/** Copies, because a reader may decode a chunk in place. */
function chunksOf(body: Buffer): Buffer[] {
	return Array.from({ length: Math.ceil(body.length / CHUNK_SIZE) }, (_, index) =>
		Buffer.from(body.subarray(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE)),
	);
}
