import { execFile } from 'node:child_process';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from '../../support/n8n/freePort';
import { waitFor } from '../../support/n8n/waitFor';
import { Server } from './server';

const run = promisify(execFile);

/** Debian keeps each version's programs apart. */
const DEBIAN = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 1024 ** 3;

/** A PostgreSQL of its own on loopback. */
export interface Postgres {
	readonly pid: number | undefined;
	/** n8n's settings to reach it. */
	environment: NodeJS.ProcessEnv;
	/** The rows of a SELECT. */
	query(select: string): Promise<unknown[]>;
	/** Runs a statement that gives no rows. */
	execute(statement: string): Promise<void>;
	/** Away for so many milliseconds, as when its service is restarted: connections are cut. */
	restart(milliseconds: number): Promise<void>;
	stop(): Promise<void>;
}

/** @param folder for its data and its log; whoever gave it removes it */
export async function startPostgres(folder: string): Promise<Postgres> {
	const programs = await programFolder();
	const owner = await unprivileged();
	const data = join(folder, 'data');
	await mkdir(data, { mode: 0o700 });
	if (owner) await chown(data, owner.uid, owner.gid);
	const initialise = ['-D', data, '-U', 'n8n', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	await run(join(programs, 'initdb'), initialise, { ...owner, cwd: data });
	const port = String(await freePort());
	const parameters = ['-D', data, '-p', port, '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=200'];
	const server = new Server(
		[join(programs, 'postgres'), ...parameters],
		join(folder, 'postgres.log'),
		{ ...owner, cwd: data },
	);
	const psql = async (text: string) => {
		const connection = ['-h', '127.0.0.1', '-p', port, '-U', 'n8n', '-d', 'postgres'];
		const options = ['-v', 'ON_ERROR_STOP=1', '-XqAtc', text];
		const { stdout } = await run('psql', [...connection, ...options], { maxBuffer: MOST_OUTPUT });
		return stdout;
	};
	const start = async () => {
		server.start();
		const answers = () => psql('SELECT 1').catch(() => undefined);
		await waitFor('PostgreSQL', answers, START_TIMEOUT_MS);
	};
	await start();
	return {
		get pid() {
			return server.pid;
		},
		environment: {
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: '',
		},
		query: async (select) =>
			z
				.array(z.unknown())
				.parse(JSON.parse(await psql(`SELECT coalesce(json_agg(r), '[]') FROM (${select}) r`))),
		execute: async (statement) => void (await psql(statement)),
		restart: async (milliseconds) => {
			// What `systemctl restart` does: connections are cut, transactions rolled back.
			await server.stop('SIGINT');
			await delay(milliseconds);
			await start();
		},
		stop: () => server.stop('SIGINT'),
	};
}

async function programFolder(): Promise<string> {
	const versions = await readdir(DEBIAN).catch(() => []);
	const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
	if (newest === undefined) throw new Error(`there is no PostgreSQL in ${DEBIAN}`);
	return join(DEBIAN, newest, 'bin');
}

/** PostgreSQL refuses to run as root: it is run as the user that Debian made for it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (kind: string) => Number((await run('id', [kind, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
