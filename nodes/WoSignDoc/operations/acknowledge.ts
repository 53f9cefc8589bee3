import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asError, ProtocolError } from '../protocol/errors';
import { ACKNOWLEDGMENT } from '../push/answer';
import { markPushes } from '../push/processed/markPushes';
import { passedPushes } from '../push/processed/passedPushes';
import { besideInput, failedOutput } from '../shared/itemLoop';

/**
 * The operation `push: acknowledge`: confirms to the trigger's caller that the push was received and is right,
 * so that it is not sent again (PROTOCOL.md, PushSignedDoc). Only with the trigger's Acknowledge set to it.
 * What passed Skip Processed before in this execution is marked as processed first: if the answer is lost, the repeat
 * comes out there on Already Processed. What cannot be marked is not acknowledged.
 * The items pass through; with Continue On Fail with the error beside their data, where there was no answer.
 */
export async function acknowledge(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		const pushesOf = passedPushes(context);
		for (const index of items.keys()) await markPushes(context, pushesOf(index));
		await sendAcknowledgment(context);
	} catch (error) {
		return [items.map((_, item) => besideInput(context, failedOutput(context, error, item), item))];
	}
	return [items];
}

async function sendAcknowledgment(context: IExecuteFunctions): Promise<void> {
	try {
		await context.sendResponse({ body: ACKNOWLEDGMENT, headers: {}, statusCode: 200 });
	} catch (error) {
		throw notAcknowledged(error);
	}
}

function notAcknowledged(cause: unknown): ProtocolError {
	const message = `The push was not acknowledged: ${asError(cause).message}`;
	return new ProtocolError('notAcknowledged', message, {
		description:
			'n8n did not take the answer to WoSignDoc. WoSignDoc pushes the document again. If this happens each time, look at n8n’s log.',
		cause,
	});
}
