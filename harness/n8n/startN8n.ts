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
	/** The n8n to run; the tested one when left out. Installed first where it is not. */
	version?: string;
	/** An image to run in a container instead. */
	image?: string;
	/** Sets it to what is n8n 3's default, as far as it can be. */
	likeN8nThree?: boolean;
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
			// The tables of an n8n that is not installed may be others.
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
		// As n8n's images are made to run.
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
