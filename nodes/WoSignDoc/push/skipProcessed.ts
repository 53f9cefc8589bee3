import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters } from '../protocol/errors';
import { recordFirst } from './processedRecord';

const identitySchema = z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1));

/**
 * The operation `push: skipProcessed`: parts the items that this node has never seen from those it has, by n8n's
 * database; so it holds across processes and restarts, and for any number at once.
 * Outputs: New, Already Processed. What is New is recorded at once, whatever becomes of it later.
 */
export async function skipProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map((item, itemIndex) => ({
		item: { ...item, pairedItem: { item: itemIndex } },
		identity: readIdentity(context, itemIndex),
	}));
	const outputs: INodeExecutionData[][] = [[], []];
	// One after the other: the first of equal items in one run is the new one.
	for (const { item, identity } of items) {
		const isFirst = await recordFirst(context, identity);
		outputs[isFirst ? 0 : 1]?.push(item);
	}
	return outputs;
}

function readIdentity(context: IExecuteFunctions, itemIndex: number): string {
	const parsed = identitySchema.safeParse(context.getNodeParameter('pushIdentity', itemIndex));
	if (parsed.success) return parsed.data;
	const where = `Item ${itemIndex + 1} › Push Identity`;
	throw invalidParameters([{ where, message: 'must be text that is not empty' }]);
}
