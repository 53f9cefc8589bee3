import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asError, ProtocolError } from '../protocol/errors';
import { ACKNOWLEDGMENT } from '../push/answer';
import { markPushes } from '../push/processed/markPushes';
import { passedPushes } from '../push/processed/passedPushes';
import { besideInput, failedOutput } from '../shared/itemLoop';

/**
 * The operation `push: acknowledge`: confirms to the trigger's caller that the push was received and is valid, so that
 * it isn't sent again (PROTOCOL.md, PushSignedDoc). Requires the trigger's Acknowledge to be set to it. Items that
 * passed Skip Processed in this execution are marked as processed first: if the response is lost, the repeat is output
 * there on Already Processed. A push that can't be marked isn't acknowledged. The items pass through; with Continue On
 * Fail, an item gets the error added to its data if there was no response.
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
