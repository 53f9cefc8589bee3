import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { npm } from '../../setup/step';

const run = promisify(execFile);

const packageSchema = z
	.object({
		name: z.string(),
		version: z.string(),
		author: z.object({ name: z.string(), email: z.string() }),
	})
	.passthrough();

/** The parts of an installed community package's package.json used here. */
export type InstalledPackage = z.infer<typeof packageSchema>;

/**
 * Installs a tarball the way n8n's community node installer does (`downloadPackage` in CommunityPackagesService):
 * unpacks it to `nodes/node_modules`, removes development and peer dependencies from its package.json, runs npm with
 * n8n's flags, and records it in `nodes/package.json`.
 *
 * @param nodesFolder `.n8n/nodes` in n8n's user folder
 */
export async function installPackage(
	nodesFolder: string,
	tarball: string,
): Promise<InstalledPackage> {
	const manifest = await readManifest(tarball);
	const folder = join(nodesFolder, 'node_modules', manifest.name);
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	await writeJson(join(folder, 'package.json'), {
		...manifest,
		devDependencies: undefined,
		peerDependencies: undefined,
		optionalDependencies: undefined,
	});
	await installDependencies(folder);
	await writeJson(join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
	return manifest;
}

async function readManifest(tarball: string): Promise<InstalledPackage> {
	const { stdout } = await run('tar', ['-xzOf', tarball, 'package/package.json']);
	return packageSchema.parse(JSON.parse(stdout));
}

async function installDependencies(folder: string): Promise<void> {
	const [program = '', ...parameters] = [
		...npm,
		'install',
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await run(program, parameters, { cwd: folder });
}

const writeJson = (file: string, value: unknown) =>
	writeFile(file, JSON.stringify(value, null, 2), 'utf8');
