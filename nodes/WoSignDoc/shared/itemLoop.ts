import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { toErrorJson, toNodeError } from './nodeErrors';

/** How many items are processed at a time, and the pause between such batches. */
export interface Batching {
	readonly size: number;
	readonly milliseconds: number;
}

/** What an operation returns for an item: fields, and files if there are any. */
export type ItemOutput = Pick<INodeExecutionData, 'json' | 'binary'>;

const ONE_AT_A_TIME: Batching = { size: 1, milliseconds: 0 };

export interface ItemOperation<Output = IDataObject> {
	/** One item at a time, unless given. */
	readonly batching?: Batching;
	/** Returns an item's output, or throws. */
	readonly run: (itemIndex: number) => Promise<Output>;
	/** A note for the error after this many items succeeded: their outputs are lost, but their effects are not. */
	readonly doneBefore?: (count: number) => string;
	/** Whether the item's own JSON and binary data are passed on together with the output. */
	readonly passesOn?: boolean;
}

/**
 * Runs an operation on every item, in batches. Outputs are in the items' order, each paired with its item. With
 * Continue On Fail, an item's error is its output; otherwise the first error ends the run, once the rest of its batch
 * has ended. After an execution is canceled, no other batch starts.
 */
export async function forEachOutput(
	context: IExecuteFunctions,
	{ batching = ONE_AT_A_TIME, run, doneBefore, passesOn = false }: ItemOperation<ItemOutput>,
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
		const note = done > 0 ? doneBefore?.(done) : undefined;
		settled.forEach((result, at) => outputs.push(outputOf(context, result, first + at, note)));
	}
	return passesOn ? outputs.map((output, item) => besideInput(context, output, item)) : outputs;
}

/** `forEachOutput` for an operation that returns only fields. */
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
	note: string | undefined,
): INodeExecutionData {
	return result.status === 'fulfilled'
		? { ...result.value, pairedItem: { item } }
		: failedOutput(context, result.reason, item, note);
}

/**
 * The output for an item that failed. With Continue On Fail it is only the error as JSON, because that is how n8n
 * recognizes items for the error output. Otherwise throws the error, with the item's number and a note.
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
 * The output merged with the item's own JSON and binary data; its files replace those of the same name. An error for
 * the error output gets no JSON: n8n adds that itself, and moves only items that contain nothing except an error.
 */
export function besideInput(
	context: IExecuteFunctions,
	output: INodeExecutionData,
	item: number,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[item] ?? { json: {} };
	const isMoved = 'error' in output.json && context.getNode().onError === 'continueErrorOutput';
	const hasFiles = binary !== undefined || output.binary !== undefined;
	return {
		...output,
		json: isMoved ? output.json : { ...json, ...output.json },
		...(hasFiles && { binary: { ...binary, ...output.binary } }),
	};
}
