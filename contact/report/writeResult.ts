import { access, constants, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../packages/sandbox/package.json';
import { firstContactSchema, type FirstContact } from '../../sandbox/firstContact';
import type { Observations } from '../firstContactRecord';
import { ContactError } from '../contactError';
import { systemCode } from '../systemCode';
import type { Terminal } from '../terminal';
import { page } from './page';

/**
 * Writes `first-contact.json` and its page, and prints what it wrote. Both contain only words from the schema. Earlier
 * results are never overwritten; the new one gets a number.
 */
export async function writeResult(
	seen: Observations,
	host: FirstContact['host'],
	folder: string,
	terminal: Terminal,
): Promise<void> {
	const result = firstContactOf({
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
		terminal.say(`\n${text}\nWritten: ${name}.json, ${name}.md. They were not sent anywhere.`);
	} catch (error) {
		// The observations must not be lost.
		terminal.say(`\n${text}\n${JSON.stringify(result)}`);
		throw unwritable(folder, error);
	}
}

/** A result without members that have unexpected values that don't fit the schema. */
function firstContactOf(result: FirstContact): FirstContact {
	const { data, error } = firstContactSchema.safeParse(result);
	if (data) return data;
	const odd = new Set(error.issues.map(({ path }) => path.slice(0, 2).join('.')));
	const kept = Object.entries(result).map(([section, members]) => [
		section,
		typeof members === 'object'
			? Object.fromEntries(
					Object.entries(members).filter(([name]) => !odd.has(`${section}.${name}`)),
				)
			: members,
	]);
	return firstContactSchema.parse(Object.fromEntries(kept));
}

/** Checks in advance that the result can be written. Throws a `ContactError`. */
export async function assertWritable(folder: string): Promise<void> {
	try {
		await access(join(folder, '.'), constants.W_OK);
	} catch (error) {
		throw unwritable(folder, error);
	}
}

function unwritable(folder: string, error: unknown): ContactError {
	return new ContactError(
		`Can’t write to ${folder} (${systemCode(error)})`,
		'Use another folder with --output.',
	);
}

/** The first unused name of `first-contact`, `first-contact-2`, … */
function freeName(files: readonly string[]): string {
	for (let count = 1; ; count++) {
		const name = count === 1 ? 'first-contact' : `first-contact-${count}`;
		if (!files.includes(`${name}.json`) && !files.includes(`${name}.md`)) return name;
	}
}
