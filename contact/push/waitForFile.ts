import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ContactError } from '../contactError';
import { MOST_BYTES } from './readPush';

/** A stored push and when it was stored. */
export interface StoredPush {
	readonly bytes: Buffer;
	readonly storedAt: Date;
}

const MILLISECONDS_BETWEEN = 500;

/** Reads a stored push. Throws a `ContactError` if there is none, or it is too large. */
export async function readStoredPush(file: string): Promise<StoredPush> {
	const known = await sizeOf(file);
	if (!known) throw new ContactError('The file in --pushed can’t be read');
	if (known.size > MOST_BYTES) throw new ContactError('The file in --pushed is too large');
	return { bytes: await readFile(file), storedAt: known.mtime };
}

/** Whether the file exists. */
export async function exists(file: string): Promise<boolean> {
	return (await sizeOf(file)) !== undefined;
}

/** Waits for the file to exist and to stop growing. Rejects when the signal aborts. */
export async function waitForStoredPush(file: string, signal: AbortSignal): Promise<StoredPush> {
	for (let before = -1; ;) {
		const size = (await sizeOf(file))?.size ?? -1;
		if (size > 0 && size === before) return await readStoredPush(file);
		before = size;
		await delay(MILLISECONDS_BETWEEN, undefined, { signal });
	}
}

async function sizeOf(file: string): Promise<{ size: number; mtime: Date } | undefined> {
	const known = await stat(file).catch(() => undefined);
	return known?.isFile() ? known : undefined;
}
