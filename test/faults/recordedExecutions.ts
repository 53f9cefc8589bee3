import { parse } from 'flatted';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { TRIGGER_NODE } from '../../harness/n8n/workflows';

const itemSchema = z.object({
	json: z
		.object({
			event: z.string().optional(),
			orderNumber: z.string().optional(),
			hash: z.string().optional(),
			hashAlgorithm: z.string().optional(),
		})
		.passthrough(),
	binary: z.record(z.object({ id: z.string().optional() })).optional(),
});

const outputsSchema = z.object({ main: z.array(z.array(itemSchema).nullable()) }).partial();

const dataSchema = z.object({
	resultData: z.object({
		runData: z.record(
			z.array(z.object({ executionStatus: z.string().optional(), data: outputsSchema.optional() })),
		),
	}),
	/** Written when n8n starts the execution, so that it survives a crash. */
	executionData: z
		.object({
			nodeExecutionStack: z.array(
				z.object({ node: z.object({ name: z.string() }), data: outputsSchema }),
			),
		})
		.optional(),
});

/** SQLite has dates as UTC without a zone. */
function millisecondsOf(date: string): number {
	return Date.parse(`${date.replace(' ', 'T')}Z`);
}

const rowSchema = z.object({
	id: z.number(),
	status: z.string(),
	mode: z.string(),
	createdAt: z.string().transform(millisecondsOf),
	startedAt: z.string().transform(millisecondsOf).nullable(),
	stoppedAt: z.string().transform(millisecondsOf).nullable(),
	data: z.string().nullable(),
});

export type PushedItem = z.infer<typeof itemSchema>;

/** An execution as recorded by n8n, including crashed ones and those of a killed n8n. */
export interface RecordedExecution {
	id: string;
	status: string;
	/** `webhook`, or `retry` if retried from the executions list. */
	mode: string;
	/** When n8n recorded it, milliseconds since 1970. */
	createdAt: number;
	/** When n8n started running it, in milliseconds since 1970; null if never. */
	startedAt: number | null;
	/** When it ended, or n8n detected its crash, in milliseconds since 1970; null if neither. */
	stoppedAt: number | null;
	/** The trigger's items by output: Signed, Failed, Rejected. */
	outputs: PushedItem[][];
	/** Nodes that n8n recorded as started. */
	nodes: string[];
}

/** All executions, oldest first. */
export function recordedExecutions(database: string): RecordedExecution[] {
	const query = `SELECT id, status, mode, createdAt, startedAt, stoppedAt, data
		FROM execution_entity LEFT JOIN execution_data ON executionId = id ORDER BY id`;
	return recordedFrom(rowsOf(database, query));
}

/** The same from rows of n8n's tables in any database, with dates in SQLite's format. */
export function recordedFrom(rows: readonly unknown[]): RecordedExecution[] {
	return rows.map((row) => recorded(rowSchema.parse(row)));
}

/** The number of executions that haven't ended in any way. */
export function unfinishedExecutions(database: string): number {
	const query = `SELECT id FROM execution_entity WHERE status IN ('new', 'running', 'waiting')`;
	return rowsOf(database, query).length;
}

function rowsOf(database: string, query: string): unknown[] {
	const connection = new DatabaseSync(database, { readOnly: true, timeout: 5_000 });
	try {
		return connection.prepare(query).all();
	} finally {
		connection.close();
	}
}

function recorded({ id, data, ...row }: z.infer<typeof rowSchema>): RecordedExecution {
	const parsed = data === null ? undefined : dataSchema.parse(parse(data));
	const runData = parsed?.resultData.runData ?? {};
	const runs = (runData[TRIGGER_NODE] ?? []).map((run) => run.data?.main ?? []);
	const begun = (parsed?.executionData?.nodeExecutionStack ?? [])
		.filter(({ node }) => node.name === TRIGGER_NODE)
		.map((entry) => entry.data.main ?? []);
	const outputs = merged([...runs, ...begun]);
	return { id: String(id), ...row, outputs, nodes: Object.keys(runData) };
}

/** Without the placeholders that n8n writes for items lost in a crash. */
function merged(runs: (PushedItem[] | null)[][]): PushedItem[][] {
	return [0, 1, 2].map((output) =>
		runs
			.flatMap((run) => run[output] ?? [])
			.filter(({ json }) => json['isArtificialRecoveredEventItem'] !== true),
	);
}
