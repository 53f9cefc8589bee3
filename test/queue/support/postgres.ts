import { execFile } from 'node:child_process';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from '../../../harness/n8n/freePort';
import { waitFor } from '../../../harness/n8n/waitFor';
import { Server } from './server';

const run = promisify(execFile);

/** Debian has a separate folder for each version's programs. */
const DEBIAN = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 1024 ** 3;
const USER = 'n8n';
const DATABASE = 'postgres';

/**
 * Starts a separate PostgreSQL on loopback.
 *
 * @param folder for its data and its log; removed by the caller
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const programs = await programFolder();
	const owner = await unprivileged();
	const data = join(folder, 'data');
	await mkdir(data, { mode: 0o700 });
	if (owner) await chown(data, owner.uid, owner.gid);
	const initialize = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	await run(join(programs, 'initdb'), initialize, { ...owner, cwd: data });
	const port = String(await freePort());
	const where = ['-D', data, '-p', port, '-h', '127.0.0.1', '-k', ''];
	const server = new Server(
		[join(programs, 'postgres'), ...where, '-c', 'max_connections=200'],
		join(folder, 'postgres.log'),
		{ ...owner, cwd: data },
	);
	const postgres = new Postgres(server, port);
	await postgres.start();
	return postgres;
}

export class Postgres {
	/** n8n's settings to reach it. */
	readonly environment: NodeJS.ProcessEnv;

	constructor(
		private readonly server: Server,
		private readonly port: string,
	) {
		this.environment = {
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: '',
		};
	}

	get pid(): number | undefined {
		return this.server.pid;
	}

	async start(): Promise<void> {
		this.server.start();
		const answers = () => this.psql('SELECT 1').catch(() => undefined);
		await waitFor('PostgreSQL', answers, START_TIMEOUT_MS);
	}

	/** Returns the rows of a SELECT. */
	async query(select: string): Promise<unknown[]> {
		const rows = await this.psql(`SELECT coalesce(json_agg(r), '[]') FROM (${select}) r`);
		return z.array(z.unknown()).parse(JSON.parse(rows));
	}

	/** Runs a statement that returns no rows. */
	async execute(statement: string): Promise<void> {
		await this.psql(statement);
	}

	/** Stops for some milliseconds, like a restarted service: connections are cut and transactions rolled back. */
	async restart(milliseconds: number): Promise<void> {
		await this.stop();
		await delay(milliseconds);
		await this.start();
	}

	/** Stops like `systemctl stop`, without waiting for connected clients. */
	stop(): Promise<void> {
		return this.server.stop('SIGINT');
	}

	private async psql(text: string): Promise<string> {
		const connection = ['-h', '127.0.0.1', '-p', this.port, '-U', USER, '-d', DATABASE];
		const options = ['-v', 'ON_ERROR_STOP=1', '-XqAtc', text];
		const { stdout } = await run('psql', [...connection, ...options], { maxBuffer: MOST_OUTPUT });
		return stdout;
	}
}

async function programFolder(): Promise<string> {
	const versions = await readdir(DEBIAN).catch(() => []);
	const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
	if (newest === undefined) throw new Error(`there is no PostgreSQL in ${DEBIAN}`);
	return join(DEBIAN, newest, 'bin');
}

/** PostgreSQL refuses to run as root, so it runs as the user that Debian created for it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (kind: string) => Number((await run('id', [kind, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
