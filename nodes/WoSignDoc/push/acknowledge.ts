import type { IExecuteFunctions } from 'n8n-workflow';
import { ACKNOWLEDGEMENT } from './answer';

/**
 * The operation `push: acknowledge`: tells the trigger's caller that the push was received and is right,
 * so that it is not sent again (PROTOCOL.md, PushSignedDoc). Only with the trigger's Acknowledge set to it.
 */
export async function acknowledge(context: IExecuteFunctions): Promise<void> {
	await context.sendResponse({ body: ACKNOWLEDGEMENT, headers: {}, statusCode: 200 });
}
