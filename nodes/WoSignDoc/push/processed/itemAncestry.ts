import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** An item in a node's output. */
export interface ItemPlace {
	readonly node: string;
	readonly run: number;
	readonly output: number;
	readonly item: number;
}

/** An item's origins: all items before it that n8n knows of. */
export interface Ancestry {
	readonly places: readonly ItemPlace[];
	/** Whether each of its lines leads back to a node that began the execution. */
	readonly isWhole: boolean;
}

const sourceSchema = z.object({
	previousNode: z.string(),
	previousNodeOutput: z.number().default(0),
	previousNodeRun: z.number().default(0),
});
const sourcesSchema = z.array(sourceSchema.nullable());
const pairedSchema = z.union([
	z.number().transform((item) => ({ item, input: 0, sourceOverwrite: undefined })),
	z.object({
		item: z.number(),
		input: z.number().default(0),
		sourceOverwrite: sourceSchema.optional().catch(undefined),
	}),
]);
const itemSchema = z.object({
	pairedItem: z
		.union([z.array(pairedSchema), pairedSchema.transform((paired) => [paired])])
		.default([])
		.catch([]),
});
const runSchema = z.object({
	source: sourcesSchema.catch([]),
	data: z.object({ main: z.array(z.array(itemSchema).catch([])).default([]) }).catch({ main: [] }),
});

/** n8n's types hide the execution's state from nodes, but every context has it. */
const stateSchema = z.object({
	runIndex: z.number(),
	executeData: z.object({ source: z.object({ main: sourcesSchema }) }),
	runExecutionData: z.object({
		resultData: z.object({ runData: z.record(z.array(runSchema)) }),
	}),
});

type State = z.output<typeof stateSchema>;

/** How often the node ran before in this execution. */
export function runIndexOf(context: IExecuteFunctions): number {
	return stateSchema.pick({ runIndex: true }).parse(context).runIndex;
}

/** Traces the items of a node's first input back through n8n's execution data. */
export function ancestryOf(context: IExecuteFunctions): (item: number) => Ancestry {
	const { data: state } = stateSchema.safeParse(context);
	const source = state?.executeData.source.main[0];
	if (!state || !source) return () => ({ places: [], isWhole: false });
	return (item) => trace(state, placeOf(source, item));
}

function trace(state: State, first: ItemPlace): Ancestry {
	const places = new Map<string, ItemPlace>([[keyOf(first), first]]);
	let isWhole = true;
	for (const place of places.values()) {
		const before = placesBefore(state, place);
		if (before === 'unknown') isWhole = false;
		// The loop reaches what is added while it runs.
		else for (const one of before) places.set(keyOf(one), one);
	}
	return { places: [...places.values()], isWhole };
}

/** The items that an item was made from; none if its node began the execution. */
function placesBefore({ runExecutionData }: State, place: ItemPlace): ItemPlace[] | 'unknown' {
	const run = runExecutionData.resultData.runData[place.node]?.[place.run];
	const item = run?.data.main[place.output]?.[place.item];
	if (!run || !item) return 'unknown';
	if (run.source.every((source) => source === null)) return [];
	const before = item.pairedItem.map(({ item: index, input, sourceOverwrite }) => {
		const source = sourceOverwrite ?? run.source[input];
		return source ? placeOf(source, index) : undefined;
	});
	const known = before.filter((one) => one !== undefined);
	return known.length > 0 && known.length === before.length ? known : 'unknown';
}

function placeOf(source: z.output<typeof sourceSchema>, item: number): ItemPlace {
	const { previousNode, previousNodeOutput, previousNodeRun } = source;
	return { node: previousNode, run: previousNodeRun, output: previousNodeOutput, item };
}

function keyOf({ node, run, output, item }: ItemPlace): string {
	return JSON.stringify([node, run, output, item]);
}
