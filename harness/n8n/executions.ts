import { parse } from 'flatted';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const binarySchema = z
	.object({ id: z.string().optional(), data: z.string(), mimeType: z.string() })
	.extend({ fileName: z.string().optional(), fileExtension: z.string().optional() })
	.passthrough();

const itemSchema = z.object({
	json: z.record(z.unknown()),
	binary: z.record(binarySchema).optional(),
	pairedItem: z.unknown(),
});

const errorSchema = z.object({ message: z.string() }).passthrough();

const outputsSchema = z.array(z.array(itemSchema).nullable());

const nodeRunSchema = z.object({
	executionStatus: z.string().optional(),
	error: errorSchema.optional(),
	data: z.object({ main: outputsSchema.optional() }).optional(),
});

/** A run that the editor has only just started has no data yet. */
const dataSchema = z
	.object({
		resultData: z.object({
			runData: z.record(z.array(nodeRunSchema)),
			error: errorSchema.optional(),
			lastNodeExecuted: z.string().optional(),
		}),
	})
	.default({ resultData: { runData: {} } });

const rowSchema = z.object({
	id: z.number(),
	workflowId: z.string(),
	status: z.string(),
	mode: z.string(),
	data: z.string(),
});

export type Binary = z.infer<typeof binarySchema>;
export type Item = z.infer<typeof itemSchema>;
export type NodeRun = z.infer<typeof nodeRunSchema>;

/** One execution as n8n has recorded it. */
export interface Execution {
	id: string;
	workflowId: string;
	/** `success`, `error`, `running`, `waiting`, `crashed`, … */
	status: string;
	mode: string;
	error: z.infer<typeof errorSchema> | undefined;
	/** Every run of every node, by the node's name. */
	runData: Record<string, NodeRun[]>;
}

/**
 * Reads executions out of n8n's SQLite database, oldest first. n8n may run meanwhile, or be dead.
 *
 * @param workflowId those of this workflow only
 */
export function readExecutions(database: string, workflowId?: string): Execution[] {
	const connection = new DatabaseSync(database, { readOnly: true, timeout: 5_000 });
	try {
		const rows = connection
			.prepare(
				`SELECT id, workflowId, status, mode, data
				FROM execution_entity JOIN execution_data ON executionId = id
				WHERE workflowId = coalesce(?, workflowId) ORDER BY id`,
			)
			.all(workflowId ?? null);
		return executionsOf(rows);
	} finally {
		connection.close();
	}
}

/** Executions out of rows of n8n's tables, whatever database they come from: `id`, `workflowId`, `status`, `mode`, `data`. */
export function executionsOf(rows: readonly unknown[]): Execution[] {
	return rows.map((row) => parseExecution(rowSchema.parse(row))).filter(isWritten);
}

function parseExecution({ id, data, ...row }: z.infer<typeof rowSchema>): Execution {
	const { resultData } = dataSchema.parse(parse(data));
	return { id: String(id), ...row, error: resultData.error, runData: resultData.runData };
}

/** n8n 1.x writes that an execution has ended a moment before it writes what it did. */
function isWritten({ status, error, runData }: Execution): boolean {
	return !['success', 'error'].includes(status) || !!error || Object.keys(runData).length > 0;
}

/** The items that a node's last run put on one of its outputs; none when it did not run. */
export function outputItems(execution: Execution, node: string, output = 0): Item[] {
	return execution.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}
