import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

const fileSchema = z.object({ id: z.string() });
const itemSchema = z.object({ binary: z.record(z.unknown()).optional() }).catch({});
const itemsSchema = z.array(itemSchema).catch([]);
/** A node's run: its items by connection type and output. */
const runSchema = z.object({ data: z.record(z.array(itemsSchema).catch([])) }).catch({ data: {} });

/**
 * n8n's data about the execution: the runs of every node before this one, and pinned data. n8n's types hide it from
 * nodes, but every context has it. Without it only the files of the input items would be known.
 */
const executionSchema = z.object({
	runExecutionData: z.object({
		resultData: z.object({
			runData: z.record(z.array(runSchema)),
			pinData: z.record(itemsSchema).catch({}),
		}),
	}),
});

type Item = z.output<typeof itemSchema>;

const idsByContext = new WeakMap<IExecuteFunctions, ReadonlySet<string>>();

/**
 * Whether a file in n8n's storage belongs to this execution: to an input item, a node that ran before, or pinned data.
 * An id in a parameter may come from anywhere, and n8n's storage opens any workflow's file by its id.
 */
export function isOfThisExecution(context: IExecuteFunctions, id: string): boolean {
	const ids = idsByContext.get(context) ?? new Set(idsOf(itemsOf(context)));
	idsByContext.set(context, ids);
	return ids.has(id);
}

function* itemsOf(context: IExecuteFunctions): Generator<Item> {
	yield* itemsSchema.parse(context.getInputData());
	const { data } = executionSchema.safeParse(context);
	if (!data) return;
	const { runData, pinData } = data.runExecutionData.resultData;
	yield* Object.values(pinData).flat();
	for (const run of Object.values(runData).flat()) yield* Object.values(run.data).flat(2);
}

function* idsOf(items: Iterable<Item>): Generator<string> {
	for (const { binary = {} } of items) {
		for (const file of Object.values(binary)) {
			const parsed = fileSchema.safeParse(file);
			if (parsed.success) yield parsed.data.id;
		}
	}
}
