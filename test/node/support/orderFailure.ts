import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { NodeRunOptions } from './runNode';
import { runNode } from './runNode';

type NodeError = NodeApiError | NodeOperationError;

/** The error of a failed run of the action node, as n8n gets it. */
export async function failureOf(options: NodeRunOptions): Promise<NodeError> {
	const outcome: unknown = await runNode(options).catch((error: unknown) => error);
	if (outcome instanceof NodeApiError || outcome instanceof NodeOperationError) return outcome;
	throw new Error('the run did not end in an error of n8n’s', { cause: outcome });
}

/** The error in an item if the workflow continues. */
export async function errorItemOf({ node, ...options }: NodeRunOptions): Promise<unknown> {
	const { items } = await runNode({
		...options,
		node: { ...node, onError: 'continueRegularOutput' },
	});
	return items[0]?.json['error'];
}
