import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CredentialFileName, Credentials } from './credentials';
import { keyFileName, writtenKeys } from './keys';

const fileNames: Record<CredentialFileName, string> = {
	ca: 'ca.pem',
	certificate: 'client.pem',
	privateKey: 'client.key',
	encryptedPrivateKey: 'client-encrypted.key',
	pfx: 'client.pfx',
	legacyPfx: 'client-legacy.pfx',
	expiredCertificate: 'client-expired.pem',
	expiringCertificate: 'client-expiring.pem',
	unregisteredCertificate: 'unregistered.pem',
	strangerCertificate: 'stranger.pem',
	strangerKey: 'stranger.key',
	signingCa: 'signing-ca.pem',
	trustedRoots: 'trusted-roots.pem',
};

export interface CredentialFiles {
	paths: Record<CredentialFileName, string>;
	/** Deletes the folder if the sandbox created it. */
	remove(): Promise<void>;
}

/**
 * Writes the credential files, readable only by their owner. If the caller chose the folder, the keys are saved too,
 * so that credentials copied from it stay valid after a restart.
 */
export async function writeCredentialFiles(
	{ files, keys }: Pick<Credentials, 'files' | 'keys'>,
	directory?: string,
): Promise<CredentialFiles> {
	const folder = directory ?? (await mkdtemp(join(tmpdir(), 'wosigndoc-sandbox-')));
	await mkdir(folder, { recursive: true });
	const path = (name: CredentialFileName) => join(folder, fileNames[name]);
	const names = Object.keys(fileNames) as CredentialFileName[];
	for (const name of names) await writePrivately(path(name), files[name]);
	if (directory !== undefined) {
		await writePrivately(join(directory, keyFileName), writtenKeys(keys));
	}
	return {
		paths: Object.fromEntries(names.map((name) => [name, path(name)])) as CredentialFiles['paths'],
		async remove() {
			if (directory === undefined) await rm(folder, { recursive: true, force: true });
		},
	};
}

async function writePrivately(path: string, content: string | Buffer): Promise<void> {
	await writeFile(path, content, { mode: 0o600 });
	await chmod(path, 0o600);
}
