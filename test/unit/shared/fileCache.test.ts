import { Readable } from 'node:stream';
import type { StoredFile, StoredFiles } from '../../../nodes/WoSignDoc/shared/binarySource';
import { bytesOf } from '../../../nodes/WoSignDoc/shared/binarySource';
import { withFileCache } from '../../../nodes/WoSignDoc/shared/fileCache';

const MEGABYTE = 1024 * 1024;
/** What docs and the module promise: 16 MB of all orders together. */
const ROOM = 16 * MEGABYTE;

/** A storage whose files hold their id again and again, and how often each was opened. */
function storage() {
	const opened: Record<string, number> = {};
	const open: StoredFiles['open'] = async ({ id, size }) => {
		opened[id] = (opened[id] ?? 0) + 1;
		return await Promise.resolve(Readable.from([contentOf(id, size)]));
	};
	return { opened, open };
}

const contentOf = (id: string, size: number) => Buffer.alloc(size, id);
const file = (id: string, size: number): StoredFile => ({ kind: 'stored', id, size });

async function read(files: StoredFiles, stored: StoredFile): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(files, stored)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function readTwice(stored: StoredFiles, ...them: StoredFile[]): Promise<void> {
	await withFileCache(stored, async (files) => {
		for (const one of [...them, ...them]) {
			expect((await read(files, one)).equals(contentOf(one.id, one.size))).toBe(true);
		}
	});
}

describe('the files of an order', () => {
	it('are fetched from the storage once, however often they are read', async () => {
		const stored = storage();
		await readTwice(stored, file('a', 3 * MEGABYTE), file('b', 5), file('c', 0));
		expect(stored.opened).toEqual({ a: 1, b: 1, c: 1 });
	});

	it('are fetched again if they exceed the limit, and only those', async () => {
		const stored = storage();
		await readTwice(stored, file('a', ROOM + 1), file('b', ROOM), file('c', 1));
		expect(stored.opened).toEqual({ a: 2, b: 1, c: 2 });
	});

	it('share the room with those of other orders, and leave it at the end', async () => {
		const stored = storage();
		await withFileCache(stored, async (files) => {
			await read(files, file('a', ROOM - 10));
			await readTwice(stored, file('b', 11), file('c', 10));
		});
		expect(stored.opened).toEqual({ a: 1, b: 2, c: 1 });
		await readTwice(stored, file('d', ROOM));
		expect(stored.opened).toMatchObject({ d: 1 });
	});

	it('leave the room when the order fails, too', async () => {
		const stored = storage();
		const failed = withFileCache(stored, async (files) => {
			await read(files, file('a', ROOM));
			throw new Error('no such signer');
		});
		await expect(failed).rejects.toThrow('no such signer');
		await readTwice(stored, file('b', ROOM));
		expect(stored.opened).toMatchObject({ b: 1 });
	});

	it('are held once when they are read at the same time', async () => {
		const stored = storage();
		await withFileCache(stored, async (files) => {
			await Promise.all([read(files, file('a', 10)), read(files, file('a', 10))]);
		});
		expect(stored.opened).toEqual({ a: 1 });
	});

	it.each([
		['shorter', 10],
		['longer', 30],
	])('are refused when one is %s than n8n says', async (_, length) => {
		const stored = {
			open: async () => await Promise.resolve(Readable.from([Buffer.alloc(length)])),
		};
		const reading = withFileCache(stored, async (files) => await read(files, file('a', 20)));
		await expect(reading).rejects.toMatchObject({ code: 'fileChanged' });
	});

	it('come in pieces, though a database gives them whole', async () => {
		const sizes: number[] = [];
		const whole = file('a', MEGABYTE);
		for await (const { length } of bytesOf(storage(), whole)) sizes.push(length);
		expect(Math.max(...sizes)).toBeLessThan(64 * 1024);
		expect(sizes.reduce((sum, size) => sum + size)).toBe(MEGABYTE);
	});
});
