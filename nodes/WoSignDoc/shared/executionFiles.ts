import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

const fileSchema = z.object({ id: z.string() });
const itemSchema = z.object({ binary: z.record(z.unknown()).optional() }).catch({});
const itemsSchema = z.array(itemSchema).catch([]);
/** A node's run: its items by the kind of connection and the output. */
const runSchema = z.object({ data: z.record(z.array(itemsSchema).catch([])) }).catch({ data: {} });

/**
 * What n8n knows of the execution: the runs of every node before this one, and what is pinned to nodes. Its types do
 * not show it to nodes, but every context has it; where one had not, the item's own files alone would be known.
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
 * Whether a file in n8n's storage is of this execution: of an input item, or of a node that ran before. An id in a
 * parameter may come from anywhere, and n8n's storage opens any file of any workflow to who names its id.
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
