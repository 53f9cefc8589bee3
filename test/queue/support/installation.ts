import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildAndPack } from '../../../harness/n8n/buildAndPack';
import { openEditorSession, type EditorSession } from '../../../harness/n8n/editorSession';
import { freePort } from '../../../harness/n8n/freePort';
import { installN8n } from '../../../harness/n8n/installN8n';
import { installPackage } from '../../../harness/n8n/installPackage';
import { n8nVariables, surroundings } from '../../../harness/n8n/n8nEnvironment';
import { installedN8n, type N8nProgram } from '../../../harness/n8n/n8nProgram';
import type { N8nCommand } from '../../../harness/n8n/n8nProcess';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { npm } from '../../../setup/step';
import { compose, environmentOf } from '../../support/deployment';
import { startPostgres, type Postgres } from './postgres';
import { startProxy, type Proxy } from './proxy';
import { startRedis, type Redis } from './redis';
import { Supervised } from './supervised';

/** The topology of deploy/queue, with a second webhook processor. */
export interface QueueInstallation {
	postgres: Postgres;
	redis: Redis;
	proxy: Proxy;
	main: Supervised;
	webhooks: readonly [Supervised, Supervised];
	workers: readonly [Supervised, Supervised];
	/** URL of the editor, through the proxy. */
	session: EditorSession;
	stop(): Promise<void>;
}

/** Set when several test files run, so that the package is packed only once. */
const PACKED = process.env['PACKAGE_TARBALL'];

/** Two layouts of the package: processes that share one installation, and processes with their own. */
const SHARING: ReadonlySet<string> = new Set(['main', 'webhook-1', 'worker-1']);

/** Starts everything; `stop` stops and removes it. */
export async function startQueueInstallation(): Promise<QueueInstallation> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-queue-'));
	// PostgreSQL's user must be able to reach its folder inside.
	await chmod(folder, 0o711);
	const closing: (() => Promise<void>)[] = [];
	const stop = async () => {
		const failures: unknown[] = [];
		for (const close of closing.reverse()) await close().catch((error) => failures.push(error));
		await rm(folder, { recursive: true, force: true });
		if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped');
	};
	try {
		return { ...(await startInto(folder, closing)), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startInto(
	folder: string,
	closing: (() => Promise<void>)[],
): Promise<Omit<QueueInstallation, 'stop'>> {
	const keep = <One extends { stop(): Promise<void> }>(one: One): One => {
		closing.push(() => one.stop());
		return one;
	};
	const postgres = keep(await startPostgres(await subfolder(folder, 'postgres')));
	const redis = keep(await startRedis(await subfolder(folder, 'redis')));
	const cluster = await prepareCluster(folder, { ...postgres.environment, ...redis.environment });
	const start = async (name: string, command: N8nCommand) => {
		const supervised = await prepare(cluster, name, command);
		closing.push(() => supervised.stop('SIGKILL'));
		await supervised.start();
		return supervised;
	};
	// First, by itself, because it sets up the database.
	const main = await start('main', 'start');
	const webhooks = [
		await start('webhook-1', 'webhook'),
		await start('webhook-2', 'webhook'),
	] as const;
	const workers = [await start('worker-1', 'worker'), await start('worker-2', 'worker')] as const;
	const ports = webhooks.map(({ port }) => port);
	const proxy = keep(await startProxy(await subfolder(folder, 'proxy'), main.port, ports));
	const session = await openEditorSession(proxy.url);
	return { postgres, redis, proxy, main, webhooks, workers, session };
}

/** A folder that other users can traverse but not list. */
async function subfolder(folder: string, name: string): Promise<string> {
	const path = join(folder, name);
	await mkdir(path);
	await chmod(path, 0o711);
	return path;
}

/** The options shared by all processes. */
interface Cluster {
	folder: string;
	tarball: string;
	program: N8nProgram;
	/** The package's location for the processes that share it. */
	sharedNodes: string;
	/** A folder that every process can reach. */
	sharedFolder: string;
	environment: NodeJS.ProcessEnv;
	encryptionKey: string;
}

async function prepareCluster(folder: string, databases: NodeJS.ProcessEnv): Promise<Cluster> {
	const tarball = PACKED ?? (await buildAndPack(folder));
	return {
		folder,
		tarball,
		program: installedN8n(await installN8n(n8nVersions.tested)),
		sharedNodes: await installShared(folder, tarball),
		sharedFolder: await subfolder(folder, 'shared'),
		environment: {
			...databases,
			NODE_COMPILE_CACHE: await subfolder(folder, 'compiled'),
		},
		encryptionKey: randomBytes(16).toString('hex'),
	};
}

/** Installs the package like the service `nodes` in deploy/queue, but from the tarball. */
async function installShared(folder: string, tarball: string): Promise<string> {
	const nodes = join(folder, 'nodes');
	await mkdir(nodes);
	const entrypoint = compose.services['nodes']?.['entrypoint'];
	if (!Array.isArray(entrypoint)) throw new Error('compose.yaml: nodes has no entrypoint');
	const parameters = entrypoint.slice(1).map((one) => (one === '/nodes' ? nodes : String(one)));
	const [program = '', ...before] = npm;
	await promisify(execFile)(program, [...before, ...parameters, tarball], { cwd: nodes });
	return nodes;
}

async function prepare(cluster: Cluster, name: string, command: N8nCommand): Promise<Supervised> {
	const userFolder = join(cluster.folder, name);
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(join(userFolder, '.n8n'), { recursive: true });
	if (SHARING.has(name)) await symlink(cluster.sharedNodes, nodes);
	else await installPackage(nodes, cluster.tarball);
	const port = await freePort();
	const { program, encryptionKey, sharedFolder: filesFolder } = cluster;
	const binaryDataMode = 'database';
	const settings = { userFolder, filesFolder, port, encryptionKey, binaryDataMode } as const;
	const environment = {
		...surroundings(),
		...(await n8nVariables(settings)),
		...environmentOf(command === 'start' ? 'main' : command),
		...cluster.environment,
		N8N_STORAGE_PATH: join(filesFolder, 'storage'),
		QUEUE_HEALTH_CHECK_PORT: String(port),
	};
	return new Supervised(name, port, { command, program, environment }, userFolder);
}
