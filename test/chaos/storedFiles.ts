import { readdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { RecordedExecution } from '../faults/recordedExecutions';

/** The documents in n8n's file storage. */
export interface StoredFiles {
	files: number;
	/** Files that no execution refers to, so that no one will find them. */
	orphans: number;
	orphanBytes: number;
}

/** @param database n8n's database, in the same folder as its file storage */
export async function countStoredFiles(
	database: string,
	executions: readonly RecordedExecution[],
): Promise<StoredFiles> {
	const store = join(dirname(database), 'storage');
	const known = new Set(executions.flatMap(documentPaths));
	const entries = await readdir(store, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata'))
		.map((entry) => join(entry.parentPath, entry.name));
	const orphans = paths.filter(
		(path) => !known.has(path.slice(store.length + 1).replaceAll(sep, '/')),
	);
	const sizes = await Promise.all(orphans.map(async (path) => (await stat(path)).size));
	return {
		files: paths.length,
		orphans: orphans.length,
		orphanBytes: sizes.reduce((sum, size) => sum + size, 0),
	};
}

/** `filesystem-v2:workflows/…/binary_data/…` without the store's name. */
function documentPaths({ outputs }: RecordedExecution): string[] {
	return outputs
		.flat()
		.flatMap(({ binary = {} }) => Object.values(binary))
		.map(({ id = '' }) => id.slice(id.indexOf(':') + 1));
}
