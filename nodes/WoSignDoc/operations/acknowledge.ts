import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ProtocolError } from '../protocol/errors';
import { ACKNOWLEDGEMENT } from '../push/answer';
import { besideInput, failedOutput } from '../shared/itemLoop';

/**
 * The operation `push: acknowledge`: confirms to the trigger's caller that the push was received and is right,
 * so that it is not sent again (PROTOCOL.md, PushSignedDoc). Only with the trigger's Acknowledge set to it.
 * The items pass through; if n8n rejected the answer and Continue On Fail is set, with the error added to their data.
 */
export async function acknowledge(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		await context.sendResponse({ body: ACKNOWLEDGEMENT, headers: {}, statusCode: 200 });
	} catch (error) {
		const failure = notAcknowledged(error);
		return [
			items.map((_, item) => besideInput(context, failedOutput(context, failure, item), item)),
		];
	}
	return [items];
}

function notAcknowledged(cause: unknown): ProtocolError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new ProtocolError('notAcknowledged', `The push was not acknowledged: ${reason}`, {
		description:
			'n8n did not take the answer to WoSignDoc. WoSignDoc pushes the document again. If this happens each time, look at n8n’s log.',
		cause,
	});
}
