import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditorSession } from './editorSession';
import { freePort } from './freePort';
import { installN8n } from './installN8n';
import { installPackage } from './installPackage';
import { n8nEnvironment, type N8nSettings } from './n8nEnvironment';
import { N8nProcess } from './n8nProcess';
import { n8nVersions } from './n8nVersions';
import { recordPackage } from './recordPackage';
import { RunningN8n } from './runningN8n';

export interface N8nOptions {
	/** The n8n to run; the tested one when left out. Installed first where it is not. */
	version?: string;
	/** The packed community package to install; n8n runs with its own nodes only when left out. */
	tarball?: string;
	binaryDataMode?: N8nSettings['binaryDataMode'];
	/** Variables beyond those that keep n8n to itself. */
	environment?: NodeJS.ProcessEnv;
}

/**
 * Starts a real n8n with a fresh user folder and an owner, and waits until it is ready. Credentials
 * and workflows are made through the calls that n8n's editor makes.
 */
export async function startN8n(options: N8nOptions = {}): Promise<RunningN8n> {
	const installation = await installN8n(options.version ?? n8nVersions.tested);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-n8n-'));
	const filesFolder = join(userFolder, 'files');
	await mkdir(filesFolder);
	const { tarball, binaryDataMode = 'filesystem' } = options;
	const installed = tarball && (await installPackage(join(userFolder, '.n8n', 'nodes'), tarball));
	const port = await freePort();
	const encryptionKey = randomBytes(16).toString('hex');
	const settings = { userFolder, filesFolder, port, encryptionKey, binaryDataMode };
	const environment = { ...(await n8nEnvironment(settings)), ...options.environment };
	const processOptions = { installation, environment, logFile: join(userFolder, 'n8n.log') };
	const process = await N8nProcess.start(processOptions);
	try {
		const url = `http://127.0.0.1:${port}`;
		const session = await openEditorSession(url);
		const n8n = new RunningN8n(url, filesFolder, session, userFolder, processOptions, process);
		if (installed) await recordPackage(session, n8n.database, installed);
		return n8n;
	} catch (error) {
		await process.end('SIGKILL');
		throw error;
	}
}
