// Runs the tests of queue mode. They start this machine's Redis, PostgreSQL, and nginx on loopback, each in a temporary
// folder. On Debian, as root, it installs what is missing; otherwise it reports what to install.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installN8n } from '../harness/n8n/installN8n';
import { n8nVersions } from '../harness/n8n/n8nVersions';
import { step } from './step';

const root = resolve(__dirname, '..');

/** Debian packages, with files that show that each is installed. */
const NEEDED = {
	'redis-server': ['/usr/bin/redis-server'],
	postgresql: ['/usr/lib/postgresql'],
	'postgresql-client': ['/usr/bin/psql'],
	nginx: ['/usr/sbin/nginx'],
} as const;

function missing(): string[] {
	return Object.entries(NEEDED)
		.filter(([, files]) => !files.every((file) => existsSync(file)))
		.map(([name]) => name);
}

async function installMissing(): Promise<void> {
	if (missing().length === 0) return;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		await step('Updating Debian’s package lists', ['apt-get', 'update', '-qq'], { env });
		const install = ['apt-get', 'install', '-qqy', '--no-install-recommends', ...missing()];
		await step(`Installing ${missing().join(', ')}`, install, { env });
	}
	if (missing().length === 0) return;
	throw new Error(
		`Queue mode needs ${missing().join(', ')}. On Debian: sudo apt-get install ${missing().join(' ')}`,
	);
}

/**
 * Runs the tests in their own process group and temporary folder, so that no processes or files are left over, however
 * they end.
 */
async function runTests(parameters: string[]): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-queue-'));
	// PostgreSQL's user must be able to reach its folder inside.
	await chmod(folder, 0o711);
	const jest = join(root, 'node_modules/jest/bin/jest.js');
	const tests = spawn(process.execPath, [jest, '--selectProjects', 'queue', ...parameters], {
		cwd: root,
		stdio: 'inherit',
		detached: true,
		env: { ...process.env, TMPDIR: folder },
	});
	// Immediately, because the sender of a signal may not wait.
	const endAll = () => {
		try {
			if (tests.pid !== undefined) process.kill(-tests.pid, 'SIGKILL');
		} catch {
			// The processes have already exited.
		}
		rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
	};
	process.on('SIGINT', endAll).on('SIGTERM', endAll);
	try {
		await once(tests, 'exit');
		return tests.exitCode ?? 1;
	} finally {
		endAll();
	}
}

async function main(): Promise<void> {
	await installMissing();
	await installN8n(n8nVersions.tested);
	process.exitCode = await runTests(process.argv.slice(2));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
