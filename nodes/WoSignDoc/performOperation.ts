import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { acknowledge } from './operations/acknowledge';
import { checkSignOrder } from './operations/checkSignOrder';
import { createEvidence } from './operations/createEvidence';
import { createSignOrder } from './operations/createSignOrder';
import { markProcessed } from './operations/markProcessed';
import { previewPositions } from './operations/previewPositions';
import { skipProcessed } from './operations/skipProcessed';
import { verifySignatures } from './operations/verifySignatures';
import { ProtocolError } from './protocol/errors';
import { failedOutput } from './shared/itemLoop';
import { toNodeError } from './shared/nodeErrors';
import { kindOf, quoted } from './shared/validationMessage';

type Operation = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** All operations of the action node, as in its subtitle. Anything else does nothing. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
	['document: createEvidence', async (context) => [await createEvidence(context)]],
	['document: previewPositions', async (context) => [await previewPositions(context)]],
	['document: verifySignatures', async (context) => [await verifySignatures(context)]],
	['push: acknowledge', acknowledge],
	['push: markProcessed', markProcessed],
	['push: skipProcessed', skipProcessed],
	['signOrder: check', async (context) => [await checkSignOrder(context)]],
	['signOrder: create', async (context) => [await createSignOrder(context)]],
]);

/**
 * Performs the operation of the node's resource and operation parameters. An unknown one, for example in a workflow
 * made with a later version, is an error: with Continue On Fail, of each item.
 */
export async function performOperation(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const chosen = chosenOperation(context);
	if (!(chosen instanceof ProtocolError)) return await chosen(context);
	if (!context.continueOnFail()) throw toNodeError(chosen, context.getNode(), 0);
	return [context.getInputData().map((_, item) => failedOutput(context, chosen, item))];
}

/** The operation is the same for all items, even if it is set by an expression. */
function chosenOperation(context: IExecuteFunctions): Operation | ProtocolError {
	const [first, ...others] = new Set(
		[...context.getInputData().keys()].map((item) => nameOf(context, item)),
	);
	if (others.length > 0) return refusal('the items of a run must all have the same one');
	const name = first ?? nameOf(context, 0);
	return OPERATIONS.get(name) ?? refusal(`${quoted(name)} is unknown to this version of the node`);
}

function nameOf(context: IExecuteFunctions, item: number): string {
	const [resource, operation] = ['resource', 'operation'].map((name) => {
		try {
			const value: unknown = context.getNodeParameter(name, item, '');
			return typeof value === 'string' ? value : kindOf(value);
		} catch {
			return 'an expression that can’t be evaluated';
		}
	});
	return `${resource}: ${operation}`;
}

function refusal(problem: string): ProtocolError {
	const message = `Operation: ${problem}`;
	return new ProtocolError('invalidParameters', message, {
		description:
			'Nothing was done, and nothing was sent. Choose Resource and Operation in the node again. If the workflow was made with a newer version of n8n-nodes-wosigndoc, update it.',
		problems: [{ where: 'Operation', message: problem }],
	});
}
