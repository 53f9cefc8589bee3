import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

/** If n8n ever recorded everything under the node itself, it would drop the oldest entries beyond so many. */
const MOST_ENTRIES = 10_000;

/**
 * Records in n8n's database that a node has passed something on, and returns whether this was the first time, among all
 * processes and concurrent executions.
 *
 * n8n's deduplication reads everything that a node has seen and writes it back: overlapping executions all find the same
 * thing new, and overwrite each other. Only creating a record is atomic, and its key is workflow and node id. So each
 * identity gets a record of its own, and the execution that creates it is the first.
 */
export async function recordOnce(context: IExecuteFunctions, identity: string): Promise<boolean> {
	const record = async () => await recordUnder(context, identity);
	const made = await record().catch(() => undefined);
	// If another execution created it at the same moment, it is there now. Any other error occurs again and is thrown.
	const { new: unseen } = made ?? (await record());
	return unseen.length > 0;
}

/** n8n reads the node's id synchronously, before it waits for anything, so the id is changed only for the call. */
function recordUnder(context: IExecuteFunctions, identity: string) {
	const { node } = context.getExecuteData();
	const { id } = node;
	node.id = `${id}:${createHash('sha256').update(identity).digest('base64url')}`;
	try {
		return context.helpers.checkProcessedAndRecord([identity], 'node', {
			mode: 'entries',
			maxEntries: MOST_ENTRIES,
		});
	} finally {
		node.id = id;
	}
}
