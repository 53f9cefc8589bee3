import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CredentialFileName, Credentials } from './credentials';

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
	/** Removes the folder, if the sandbox made it. */
	remove(): Promise<void>;
}

/** Writes the credential files, readable by their owner alone. */
export async function writeCredentialFiles(
	files: Credentials['files'],
	directory?: string,
): Promise<CredentialFiles> {
	const folder = directory ?? (await mkdtemp(join(tmpdir(), 'wosigndoc-sandbox-')));
	await mkdir(folder, { recursive: true });
	const path = (name: CredentialFileName) => join(folder, fileNames[name]);
	const names = Object.keys(fileNames) as CredentialFileName[];
	for (const name of names) {
		await writeFile(path(name), files[name], { mode: 0o600 });
		await chmod(path(name), 0o600);
	}
	return {
		paths: Object.fromEntries(names.map((name) => [name, path(name)])) as CredentialFiles['paths'],
		async remove() {
			if (directory === undefined) await rm(folder, { recursive: true, force: true });
		},
	};
}
