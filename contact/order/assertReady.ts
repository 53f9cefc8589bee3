import { ContactError } from '../contactError';
import { isLoopback, type Host } from '../host';
import { exists } from '../push/waitForFile';
import type { Terminal } from '../terminal';
import type { OrderOptions } from './orderOptions';
import { readSignerFile } from './readSigner';

/** Checks before anything is sent what an order would fail at after the probes. Throws a `ContactError`. */
export async function assertReady(
	{ signer, pushed, yes }: OrderOptions,
	{ url }: Host,
	{ isInteractive }: Terminal,
): Promise<void> {
	if (yes && !isLoopback(new URL(url)))
		throw new ContactError('--yes is for an address on this machine only', 'Nothing was sent.');
	if (!yes && !isInteractive)
		throw new ContactError(
			'An order needs your consent',
			'Run the command in a terminal. Nothing was sent.',
		);
	if (signer === undefined && !isInteractive)
		throw new ContactError('The signer is missing', 'Name a file with --signer. Nothing was sent.');
	if (signer !== undefined) await readSignerFile(signer);
	if (pushed !== undefined && (await exists(pushed)))
		throw new ContactError(
			'The file of --pushed is there already',
			'Name one that is not, or leave --order out to read it. Nothing was sent.',
		);
}
