import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { markPushes, NONE_PASSED, notMarked } from '../push/processed/markPushes';
import { passedPushes } from '../push/processed/passedPushes';
import { besideInput, failedOutput } from '../shared/itemLoop';

/**
 * The operation `push: markProcessed`: from now on the pushes behind its items, which passed Skip Processed in this
 * execution, count as processed, and repeats of them come out there on Already Processed. The items pass through; with
 * Continue On Fail with the error beside their data, where a push was not marked.
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
