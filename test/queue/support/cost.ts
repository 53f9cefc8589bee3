import { z } from 'zod';
import { cpuTime } from './cpuTime';
import type { QueueInstallation } from './installation';

const KILOBYTE = 1_000;

const sizesSchema = z.tuple([z.object({ database: z.number(), log: z.number() })]);

/** The resources used by the processes so far, or per order. */
export interface Cost {
	/** CPU milliseconds, by kind of process. */
	processor: Record<string, number>;
	/** Growth of the database in bytes. */
	database: number;
	/** Bytes written to PostgreSQL's write-ahead log, which replicas and backups transfer over the network. */
	log: number;
	/** The difference, divided by the number of orders. */
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
