import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });

/** `describe`, or a skipped one whose title says why. */
export const describeWithOpenssl = /^OpenSSL 3/.test(stdout ?? '')
	? describe
	: (name: string, body: () => void) =>
			describe.skip(`${name} (skipped: OpenSSL 3 is not installed)`, body);

/** Runs an OpenSSL command on named files and returns its output. Throws if it fails. */
export function openssl(files: Record<string, string | Uint8Array>, ...command: string[]): string {
	const cwd = mkdtempSync(join(tmpdir(), 'openssl-'));
	try {
		for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
		return execFileSync('openssl', command, { cwd, encoding: 'utf8', stdio: 'pipe' });
	} finally {
		rmSync(cwd, { recursive: true });
	}
}
