import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters } from '../protocol/errors';

/** Pushes that n8n keeps in its database for one node; the oldest go first. */
const MOST_ENTRIES = 10_000;

const identitySchema = z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1));

/**
 * The operation `push: skipProcessed`: parts the items that this node has never seen from those it has, by n8n's
 * own deduplication in its database; so it holds across processes and restarts.
 * Outputs: New, Repeated. What is New is recorded at once, whatever becomes of it later.
 */
export async function skipProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map((item, itemIndex) => ({
		item: { ...item, pairedItem: { item: itemIndex } },
		identity: readIdentity(context, itemIndex),
	}));
	const identities = [...new Set(items.map(({ identity }) => identity))];
	const { new: unseen } = await context.helpers.checkProcessedAndRecord(identities, 'node', {
		mode: 'entries',
		maxEntries: MOST_ENTRIES,
	});
	const remaining = new Set(unseen);
	// The first of equal items in one run is the new one.
	const isNew = items.map(({ identity }) => remaining.delete(identity));
	return [true, false].map((wanted) =>
		items.filter((_, index) => isNew[index] === wanted).map(({ item }) => item),
	);
}

function readIdentity(context: IExecuteFunctions, itemIndex: number): string {
	const parsed = identitySchema.safeParse(context.getNodeParameter('pushIdentity', itemIndex));
	if (parsed.success) return parsed.data;
	const where = `Item ${itemIndex + 1} › Push Identity`;
	throw invalidParameters([{ where, message: 'must be text that is not empty' }]);
}
