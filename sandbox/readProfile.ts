import { readFile } from 'node:fs/promises';
import { z } from 'zod/v4';
import { firstContactSchema, type FirstContact } from './firstContact';
import as2018 from './profiles/as-2018.json';
import asDocumented from './profiles/as-documented.json';

const profiles = new Map<string, unknown>([
	['as-documented', asDocumented],
	['as-2018', as2018],
]);

/** The names of the profiles that come with the sandbox. */
export const profileNames: readonly string[] = [...profiles.keys()];

/**
 * The recorded behavior of a platform: a built-in profile, or a file written by `contact`. Throws an error that names
 * the file and lists everything wrong with it.
 */
export async function readProfile(nameOrFile: string): Promise<FirstContact> {
	const profile = profiles.get(nameOrFile) ?? (await readJson(nameOrFile));
	const { data, error } = firstContactSchema.safeParse(profile);
	if (data) return data;
	const problems = error.issues.map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`);
	throw new Error(`${nameOrFile} is not a valid first-contact.json: ${problems.join('; ')}`);
}

async function readJson(file: string): Promise<unknown> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const names = profileNames.join(', ');
		throw new Error(`${file} is neither a built-in profile (${names}) nor a JSON file: ${reason}`, {
			cause: error,
		});
	}
}
