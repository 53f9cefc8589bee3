import { ContactError } from '../contactError';
import { isLoopback, type Host } from '../host';
import { exists } from '../push/waitForFile';
import type { Terminal } from '../terminal';
import type { OrderOptions } from './orderOptions';
import { readSignerFile } from './readSigner';

/** Checks in advance for problems that would stop the order after the probes. Throws a `ContactError`. */
export async function assertReady(
	{ signer, pushed, yes }: OrderOptions,
	{ url }: Host,
	{ isInteractive }: Terminal,
): Promise<void> {
	if (yes && !isLoopback(new URL(url)))
		throw new ContactError('--yes is only for URLs on this machine', 'Nothing was sent.');
	if (!yes && !isInteractive)
		throw new ContactError(
			'An order requires your consent',
			'Run the command in a terminal. Nothing was sent.',
		);
	if (signer === undefined && !isInteractive)
		throw new ContactError('The signer is missing', 'Set --signer FILE. Nothing was sent.');
	if (signer !== undefined) await readSignerFile(signer);
	if (pushed !== undefined && (await exists(pushed)))
		throw new ContactError(
			'The file for --pushed already exists',
			'Use another file name, or omit --order to read this file. Nothing was sent.',
		);
}
