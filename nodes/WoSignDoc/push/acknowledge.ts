import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ACKNOWLEDGEMENT } from './answer';

/**
 * The operation `push: acknowledge`: tells the trigger's caller that the push was received and is right,
 * so that it is not sent again (PROTOCOL.md, PushSignedDoc). Only with the trigger's Acknowledge set to it.
 * The items pass through.
 */
export async function acknowledge(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	await context.sendResponse({ body: ACKNOWLEDGEMENT, headers: {}, statusCode: 200 });
	return [context.getInputData()];
}
