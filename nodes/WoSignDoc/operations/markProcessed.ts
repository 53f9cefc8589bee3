import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { markPushes, NONE_PASSED, notMarked } from '../push/processed/markPushes';
import { passedPushes } from '../push/processed/passedPushes';
import { besideInput, failedOutput } from '../shared/itemLoop';

/**
 * The operation `push: markProcessed`: from now on the pushes of its items, which passed Skip Processed in this
 * execution, count as processed, and their repeats are output there on Already Processed. The items pass through; with
 * Continue On Fail, an item gets the error added to its data if a push wasn't marked.
 */
export async function markProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const pushesOf = passedPushes(context);
	const outputs: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			const passed = pushesOf(index);
			if (passed.outcome === 'none') throw notMarked(NONE_PASSED);
			await markPushes(context, passed);
			outputs.push({ ...item, pairedItem: { item: index } });
		} catch (error) {
			outputs.push(besideInput(context, failedOutput(context, error, index), index));
		}
	}
	return [outputs];
}
