import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

/** Should n8n ever file a push under the node itself, the oldest of so many go first. */
const MOST_ENTRIES = 10_000;

/**
 * Records in n8n's database that a node has passed something on, and tells whether it is the first to do so, among
 * all processes and however many come at once.
 *
 * n8n's deduplication reads all that a node has seen, and writes it back: of executions that overlap, each finds the
 * same thing new, and what one writes the other loses. Only the making of a record is atomic: workflow and node id are
 * its key. So each identity gets a record of its own, and whoever makes it is the first.
 */
export async function recordOnce(context: IExecuteFunctions, identity: string): Promise<boolean> {
	const record = async () => await recordUnder(context, identity);
	const made = await record().catch(() => undefined);
	// Another execution made it at the same moment, and there it is. Whatever else was wrong is wrong again, and told.
	const { new: unseen } = made ?? (await record());
	return unseen.length > 0;
}

/** n8n takes a record's key from the node as it is called, before it waits for anything; after that the id is its own again. */
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
