import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../packages/sandbox/package.json';
import { firstContactSchema, type FirstContact } from '../../sandbox/firstContact';
import type { Observations } from '../firstContactRecord';
import { ContactError } from '../contactError';
import { systemCode } from '../systemCode';
import type { Terminal } from '../terminal';
import { page } from './page';

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
	try {
		const name = join(folder, freeName(await readdir(folder)));
		await writeFile(`${name}.json`, `${JSON.stringify(result, null, 2)}\n`, { flag: 'wx' });
		await writeFile(`${name}.md`, text, { flag: 'wx' });
		terminal.say(`\n${text}\nWritten: ${name}.json, ${name}.md. Nothing was sent anywhere else.`);
	} catch (error) {
		// What was seen must not be lost.
		terminal.say(`\n${text}\n${JSON.stringify(result)}`);
		throw new ContactError(
			`${folder} cannot be written to (${systemCode(error)})`,
			'Name another folder with --output.',
		);
	}
}

/** The first of `first-contact`, `first-contact-2`, … that no file has. */
function freeName(files: readonly string[]): string {
	for (let count = 1; ; count++) {
		const name = count === 1 ? 'first-contact' : `first-contact-${count}`;
		if (!files.includes(`${name}.json`) && !files.includes(`${name}.md`)) return name;
	}
}
