import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { npm, step } from '../../setup/step';

/**
 * The folder for a version of n8n, installed or not. It takes minutes and gigabytes to install, so it is kept outside
 * the checkout and shared by all checkouts.
 */
function n8nFolder(version: string): string {
	const {
		N8N_NODES_WOSIGNDOC_CACHE: cache,
		XDG_CACHE_HOME: userCache = join(homedir(), '.cache'),
	} = process.env;
	return join(cache ?? join(userCache, 'n8n-nodes-wosigndoc'), `n8n-${version}`);
}

/**
 * Installs a version of n8n if necessary, and reports its progress.
 *
 * @returns the folder that contains its node_modules
 */
export async function installN8n(version: string): Promise<string> {
	const folder = n8nFolder(version);
	if (await isInstalled(folder, version)) return folder;
	const unfinished = `${folder}.${process.pid}`;
	try {
		await installInto(unfinished, version);
		await rm(folder, { recursive: true, force: true });
		await rename(unfinished, folder);
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
	return folder;
}

/** Whether the installation has the right version and a SQLite that this Node.js can load. */
async function isInstalled(folder: string, version: string): Promise<boolean> {
	const manifest = await readFile(join(folder, 'node_modules/n8n/package.json'), 'utf8').catch(
		() => '{}',
	);
	if (!manifest.includes(`"version": "${version}"`)) return false;
	return await promisify(execFile)(process.execPath, ['-e', 'require("sqlite3")'], { cwd: folder })
		.then(() => true)
		.catch(() => false);
}

async function installInto(folder: string, version: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	// n8n 1.x downloads xlsx from a website instead of the registry.
	const manifest = { private: true, overrides: { xlsx: '0.18.5' } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const options = { cwd: folder, env: buildEnvironment() };
	// Without install scripts: one of n8n's dependencies, for a node that isn't used here, builds itself from downloads
	// that many networks block. Only SQLite is built.
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	await step(
		`Installing n8n ${version} (once, about 4 minutes)`,
		[...npm, 'install', `n8n@${version}`, '--ignore-scripts', ...quiet],
		options,
	);
	await step(
		'Building its SQLite (about a minute)',
		[...npm, 'rebuild', 'sqlite3', '--ignore-scripts=false', ...quiet],
		options,
	);
}

/** An environment for building: Node.js 24 first on the PATH, and its headers if they are on this machine. */
function buildEnvironment(): NodeJS.ProcessEnv {
	const { PATH = '', npm_node_execpath: callersNode = process.execPath } = process.env;
	const prefix = dirname(dirname(callersNode));
	const hasHeaders = existsSync(join(prefix, 'include/node/node_api.h'));
	return {
		...process.env,
		PATH: dirname(process.execPath) + delimiter + PATH,
		...(hasHeaders && { npm_config_nodedir: prefix }),
	};
}
