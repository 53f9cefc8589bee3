import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openEditorSession } from './editorSession';
import { freePort } from './freePort';
import { installN8n } from './installN8n';
import { installPackage } from './installPackage';
import { n8nVariables, surroundings, type N8nSettings } from './n8nEnvironment';
import { N8nProcess } from './n8nProcess';
import { containedN8n, installedN8n, type N8nProgram } from './n8nProgram';
import { externalTaskRunner, n8nThreeDefaults } from './n8nThree';
import { n8nVersions } from './n8nVersions';
import { PublicApi } from './publicApi';
import { loadedNodes, recordPackage } from './recordPackage';
import { RunningN8n } from './runningN8n';

export interface N8nOptions {
	/** The n8n version, installed if necessary. Default: the tested one. */
	version?: string;
	/** An image to run in a container instead of an installed version. */
	image?: string;
	/** Uses n8n 3's defaults as far as possible. */
	likeN8nThree?: boolean;
	/** The packed community package to install. Default: none. */
	tarball?: string;
	binaryDataMode?: N8nSettings['binaryDataMode'];
	/** Extra variables for n8n. */
	environment?: NodeJS.ProcessEnv;
}

/**
 * Starts a real n8n with a new user folder and an owner, and waits until it is ready. Credentials and workflows are
 * created with the same calls that n8n's editor uses.
 */
export async function startN8n(options: N8nOptions = {}): Promise<RunningN8n> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-n8n-'));
	const filesFolder = join(userFolder, 'files');
	await mkdir(filesFolder);
	const { tarball, image } = options;
	const installed = tarball && (await installPackage(join(userFolder, '.n8n', 'nodes'), tarball));
	const port = await freePort();
	const variables = await variablesOf(options, { userFolder, filesFolder, port });
	const program = await programOf(options, userFolder, Object.keys(variables));
	const environment = { ...surroundings(), ...variables };
	const processOptions = { program, environment, logFile: join(userFolder, 'n8n.log') };
	const process = await N8nProcess.start(processOptions);
	try {
		const url = `http://127.0.0.1:${port}`;
		const session = await openEditorSession(url);
		const api = await PublicApi.open(url, session);
		const n8n = new RunningN8n(url, filesFolder, session, api, userFolder, processOptions, process);
		if (installed) {
			const nodes = await loadedNodes(session, installed);
			// Without an installed n8n of this version, its tables may differ.
			if (image === undefined) recordPackage(n8n.database, installed, nodes);
		}
		return n8n;
	} catch (error) {
		await process.end('SIGKILL');
		throw error;
	}
}

async function variablesOf(
	{ image, binaryDataMode = 'filesystem', likeN8nThree = false, environment }: N8nOptions,
	places: Pick<N8nSettings, 'userFolder' | 'filesFolder' | 'port'>,
): Promise<NodeJS.ProcessEnv> {
	const encryptionKey = randomBytes(16).toString('hex');
	return {
		...(await n8nVariables({ ...places, encryptionKey, binaryDataMode })),
		// The way n8n's images are meant to run.
		...(image !== undefined && externalTaskRunner()),
		...(likeN8nThree && n8nThreeDefaults(places.userFolder)),
		...environment,
	};
}

async function programOf(
	{ image, version = n8nVersions.tested }: N8nOptions,
	userFolder: string,
	variables: readonly string[],
): Promise<N8nProgram> {
	if (image === undefined) return installedN8n(await installN8n(version));
	return containedN8n({ image, name: basename(userFolder), variables, userFolder });
}
