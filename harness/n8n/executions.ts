import { parse } from 'flatted';
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

/** Optional, because a run that the editor has just started has no data yet. */
const dataSchema = z
	.object({
		resultData: z.object({
			runData: z.record(z.array(nodeRunSchema)),
			error: errorSchema.optional(),
			lastNodeExecuted: z.string().optional(),
		}),
	})
	.default({ resultData: { runData: {} } });

/** An execution as returned by n8n's public API. */
export const executionSchema = z
	.object({
		id: z.coerce.string(),
		workflowId: z.string(),
		/** `success`, `error`, `running`, `waiting`, `crashed`, … */
		status: z.string(),
		mode: z.string(),
		data: dataSchema,
	})
	.transform(({ data: { resultData }, ...execution }) => ({
		...execution,
		error: resultData.error,
		/** Every run of every node, by the node's name. */
		runData: resultData.runData,
	}));

export type Binary = z.infer<typeof binarySchema>;
export type Item = z.infer<typeof itemSchema>;
export type NodeRun = z.infer<typeof nodeRunSchema>;

/** One execution as recorded by n8n. */
export type Execution = z.infer<typeof executionSchema>;

const rowSchema = z.object({ data: z.string() }).passthrough();

/** Reads executions from rows of n8n's tables, in any database: `id`, `workflowId`, `status`, `mode`, `data`. */
export function executionsOf(rows: readonly unknown[]): Execution[] {
	return rows.map((row) => parseRow(rowSchema.parse(row))).filter(isWritten);
}

function parseRow(row: z.infer<typeof rowSchema>): Execution {
	const data: unknown = parse(row.data);
	return executionSchema.parse({ ...row, data });
}

/** n8n 1.x records that an execution has ended a moment before it records its data. */
export function isWritten({ status, error, runData }: Execution): boolean {
	return !['success', 'error'].includes(status) || !!error || Object.keys(runData).length > 0;
}

/** A one-line summary of an execution, for error messages: its status and the outcome of each node. */
export function summaryOf({ id, status, error, runData }: Execution): string {
	const nodes = Object.entries(runData).map(([name, runs]) => {
		const last = runs.at(-1);
		return `${name}: ${last?.error?.message ?? last?.executionStatus ?? 'not run'}`;
	});
	return [`${id} ${status}`, error?.message, ...nodes].filter(Boolean).join('; ');
}

/** The items on one output of a node's last run; none if it did not run. */
export function outputItems(execution: Execution, node: string, output = 0): Item[] {
	return execution.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}
