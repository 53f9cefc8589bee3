import { z } from 'zod';
import { cpuTime } from './cpuTime';
import type { QueueInstallation } from './installation';

const KILOBYTE = 1_000;

const sizesSchema = z.tuple([z.object({ database: z.number(), log: z.number() })]);

/** What the processes have used up so far, or one order of many. */
export interface Cost {
	/** Milliseconds of processor time, by process; processes of a kind together. */
	processor: Record<string, number>;
	/** Bytes that the database has grown by. */
	database: number;
	/** Bytes that PostgreSQL has written to its log, which is what a replica or a backup takes over the network. */
	log: number;
	/** The difference, divided among so many orders. */
	since(before: Cost, orders: number): Cost;
	toString(): string;
}

export async function cost(queue: QueueInstallation): Promise<Cost> {
	const { main, webhooks, workers, postgres, redis, proxy } = queue;
	const kinds = {
		main: [main],
		webhooks,
		workers,
		PostgreSQL: [postgres],
		Redis: [redis],
		proxy: [proxy],
	};
	const processor: Record<string, number> = {};
	for (const [kind, processes] of Object.entries(kinds)) {
		const times = processes.map(async ({ pid }) => (pid === undefined ? 0 : await cpuTime(pid)));
		processor[kind] = (await Promise.all(times)).reduce((sum, one) => sum + one, 0);
	}
	const [{ database, log }] = sizesSchema.parse(
		await postgres.query(
			`SELECT pg_database_size(current_database()) AS database,
			pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint AS log`,
		),
	);
	return costOf(processor, database, log);
}

function costOf(processor: Record<string, number>, database: number, log: number): Cost {
	return {
		processor,
		database,
		log,
		since: (before, orders) =>
			costOf(
				Object.fromEntries(
					Object.entries(processor).map(([kind, time]) => [
						kind,
						(time - (before.processor[kind] ?? 0)) / orders,
					]),
				),
				(database - before.database) / orders,
				(log - before.log) / orders,
			),
		toString: () => {
			const times = Object.entries(processor).map(
				([kind, time]) => `${kind} ${time.toFixed(1)} ms`,
			);
			const kilobytes = (bytes: number) => `${Math.round(bytes / KILOBYTE)} KB`;
			return `${times.join(', ')}; database ${kilobytes(database)}, its log ${kilobytes(log)}`;
		},
	};
}
