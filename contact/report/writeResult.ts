import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../packages/sandbox/package.json';
import { firstContactSchema, type FirstContact } from '../../sandbox/firstContact';
import type { Observations } from '../firstContactRecord';
import { ContactError } from '../contactError';
import type { Terminal } from '../terminal';
import { page } from './page';

/** Runs whose files are kept in one folder. */
const MOST_FILES = 1000;

/**
 * Writes `first-contact.json` and the page about it, and prints what it wrote. Both hold only what the schema has words
 * for. An earlier result is never replaced; the new one gets a number.
 */
export async function writeResult(
	seen: Observations,
	host: FirstContact['host'],
	folder: string,
	terminal: Terminal,
): Promise<void> {
	const result = firstContactSchema.parse({
		format: 'wosigndoc-first-contact',
		version: 1,
		tool: version,
		day: new Date().toISOString().slice(0, 10),
		host,
		...seen,
	});
	const text = page(result);
	const name = await writeNew(folder, `${JSON.stringify(result, null, 2)}\n`);
	await writeFile(`${name}.md`, text);
	terminal.say(`\n${text}\nWritten: ${name}.json, ${name}.md. Nothing was sent anywhere else.`);
}

async function writeNew(folder: string, json: string): Promise<string> {
	for (let count = 1; count <= MOST_FILES; count++) {
		const name = join(folder, count === 1 ? 'first-contact' : `first-contact-${count}`);
		try {
			await writeFile(`${name}.json`, json, { flag: 'wx' });
			return name;
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
			if (code !== 'EEXIST') {
				throw new ContactError(
					`${name}.json cannot be written (${code})`,
					'Name another folder with --output.',
				);
			}
		}
	}
	throw new ContactError(`${folder} is full of results`, 'Name another folder with --output.');
}
