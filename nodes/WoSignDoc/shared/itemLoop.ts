import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { toErrorJson, toNodeError } from './nodeErrors';

/** How many items are worked on at a time, and the pause after each such batch. */
export interface Batching {
	readonly size: number;
	readonly milliseconds: number;
}

/** What comes out of an item: fields, and files where there are any. */
export type ItemOutput = Pick<INodeExecutionData, 'json' | 'binary'>;

export interface ItemOperation<Output = IDataObject> {
	readonly batching: Batching;
	/** Gives an item's output, or throws. */
	readonly run: (itemIndex: number) => Promise<Output>;
	/** What to tell when a run fails after so many items were done: their outputs are lost, what they did is not. */
	readonly doneBefore: (count: number) => string;
	/** The item's own JSON and binary data are passed on, the output beside them. */
	readonly passesOn?: boolean;
}

/**
 * Runs an operation on every item, in batches; outputs come in the items' order, each paired with its own. With
 * Continue On Fail an item's failure is its output; otherwise the first failure ends the run, once those that were
 * begun beside it have ended. An execution that is cancelled begins nothing more.
 */
export async function forEachOutput(
	context: IExecuteFunctions,
	{ batching, run, doneBefore, passesOn = false }: ItemOperation<ItemOutput>,
): Promise<INodeExecutionData[]> {
	const { size, milliseconds } = batching;
	const outputs: INodeExecutionData[] = [];
	const count = context.getInputData().length;
	for (let first = 0; first < count; first += size) {
		if (first > 0 && milliseconds > 0) await sleep(milliseconds);
		if (context.getExecutionCancelSignal()?.aborted) break;
		const batch = Array.from({ length: Math.min(size, count - first) }, (_, at) => first + at);
		const settled = await Promise.allSettled(batch.map(async (item) => await run(item)));
		const done = first + settled.filter(({ status }) => status === 'fulfilled').length;
		const note = done > 0 ? doneBefore(done) : '';
		settled.forEach((result, at) => outputs.push(outputOf(context, result, first + at, note)));
	}
	return passesOn ? outputs.map((output, item) => besideInput(context, output, item)) : outputs;
}

/** `forEachOutput` for an operation whose outputs are fields alone. */
export async function forEachItem(
	context: IExecuteFunctions,
	{ run, ...operation }: ItemOperation,
): Promise<INodeExecutionData[]> {
	const withFields = async (itemIndex: number) => ({ json: await run(itemIndex) });
	return await forEachOutput(context, { ...operation, run: withFields });
}

function outputOf(
	context: IExecuteFunctions,
	result: PromiseSettledResult<ItemOutput>,
	item: number,
	note: string,
): INodeExecutionData {
	return result.status === 'fulfilled'
		? { ...result.value, pairedItem: { item } }
		: failedOutput(context, result.reason, item, note);
}

/**
 * What comes out for an item that failed: with Continue On Fail the error as the item's JSON and nothing else, by which
 * n8n tells what belongs on its error output. Otherwise throws the error, with the item's number and a note.
 */
export function failedOutput(
	context: IExecuteFunctions,
	error: unknown,
	item: number,
	note = '',
): INodeExecutionData {
	if (context.continueOnFail()) {
		return { json: { error: toErrorJson(error) }, pairedItem: { item } };
	}
	const count = context.getInputData().length;
	const place = count > 1 ? `Item ${item + 1} of ${count}.` : '';
	throw toNodeError(error, context.getNode(), item, [place, note].filter(Boolean).join(' '));
}

/**
 * The output with the item's own JSON and binary data beside it. n8n itself adds the JSON to an error that it moves to
 * the error output, and moves only what is nothing but an error.
 */
export function besideInput(
	context: IExecuteFunctions,
	output: INodeExecutionData,
	item: number,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[item] ?? { json: {} };
	const isMoved = 'error' in output.json && context.getNode().onError === 'continueErrorOutput';
	return {
		...output,
		json: isMoved ? output.json : { ...json, ...output.json },
		...(binary && { binary }),
	};
}
