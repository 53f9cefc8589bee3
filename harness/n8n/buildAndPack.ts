import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { npm, step } from '../../setup/step';

const root = resolve(__dirname, '..', '..');
const gulp = [process.execPath, join(root, 'node_modules/gulp/bin/gulp.js'), '--silent'];

/**
 * Builds the package and packs it as `npm publish` would.
 *
 * @param folder where the tarball goes; it must exist
 * @returns the tarball's path
 */
export async function buildAndPack(folder: string): Promise<string> {
	await step('Building the package', [...gulp, 'build'], { cwd: root });
	return pack(root, folder);
}

/** Like `buildAndPack`, for the sandbox's package. */
export async function buildAndPackSandbox(folder: string): Promise<string> {
	await step('Building the sandbox’s package', [...gulp, 'buildSandbox'], { cwd: root });
	return pack(join(root, 'packages/sandbox'), folder);
}

function pack(project: string, folder: string): string {
	const [program = '', ...parameters] = [...npm, 'pack', '--silent', '--pack-destination', folder];
	const name = execFileSync(program, parameters, { cwd: project, encoding: 'utf8' }).trim();
	return join(folder, name);
}
