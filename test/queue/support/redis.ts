import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../../harness/n8n/freePort';
import { waitFor } from '../../../harness/n8n/waitFor';
import { Server } from './server';

const run = promisify(execFile);

const START_TIMEOUT_MS = 30_000;

/** A separate Redis on loopback that persists its data, as in deploy/queue. */
export interface Redis {
	readonly pid: number | undefined;
	/** n8n's settings to reach it. */
	environment: NodeJS.ProcessEnv;
	/** Stops for some milliseconds, like a restarted service. */
	restart(milliseconds: number): Promise<void>;
	stop(): Promise<void>;
}

/** @param folder for its data and its log; removed by the caller */
export async function startRedis(folder: string): Promise<Redis> {
	const port = String(await freePort());
	const where = ['--port', port, '--bind', '127.0.0.1', '--dir', folder];
	const how = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
	const server = new Server(['redis-server', ...where, ...how], join(folder, 'redis.log'));
	const start = async () => {
		server.start();
		const answers = async () => {
			const { stdout } = await run('redis-cli', ['-p', port, 'ping']).catch(() => ({ stdout: '' }));
			return stdout.startsWith('PONG') || undefined;
		};
		await waitFor('Redis', answers, START_TIMEOUT_MS);
	};
	await start();
	return {
		get pid() {
			return server.pid;
		},
		environment: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
		restart: async (milliseconds) => {
			await server.stop();
			await delay(milliseconds);
			await start();
		},
		stop: () => server.stop(),
	};
}
