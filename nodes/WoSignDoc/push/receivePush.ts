import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { Admission } from './admission';
import { acknowledgeAgain, answerInPlaceOf, refuse } from './answer';
import { checkCaller } from './caller/checkCaller';
import { lingeringClose } from './lingeringClose';
import { failedItem, rejectedItem, signedItem } from './pushItem';
import { logReceived, logRefused, logRepeated } from './pushLog';
import { Reception } from './reception';
import { RepeatedPush } from './repeats/claimPush';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { SignatureCheck } from './signatureCheck';
import type { StoredPush } from './storeDocument';
import { storeDocument } from './storeDocument';
import type { KnownOrder } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';
import type { RefusalCode } from './wire/refusal';

/** The trigger's outputs, in their order. */
const OUTPUTS = ['signed', 'failed', 'rejected'] as const;

/** Refusals that don't start the workflow: disallowed callers, broken connections, and pushes that will be retried. */
export const STARTS_NO_WORKFLOW: ReadonlySet<RefusalCode> = new Set([
	'misconfigured',
	'addressNotAllowed',
	'missingToken',
	'wrongToken',
	'notExpected',
	'stillProcessing',
	'tooManyAtWork',
	'unexpectedHash',
	'overloaded',
	'senderStalled',
	'connectionLost',
]);

/**
 * Handles one call of the webhook (PROTOCOL.md, PushSignedDoc): checks the caller, reads and verifies the push, stores
 * its document, and starts the workflow on the output that fits. Never throws: n8n would start the workflow anyway.
 */
export async function receivePush(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = Date.now();
	try {
		const settings = await readSettings(context);
		await checkCaller(context, settings.additionalOptions.allowedIps);
		const signatureCheck = await SignatureCheck.open(context, settings.additionalOptions);
		return await receiveAs(context, settings, signatureCheck, startedAt);
	} catch (error) {
		return refusePush(context, error, {});
	}
}

async function receiveAs(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	signatureCheck: SignatureCheck | undefined,
	startedAt: number,
): Promise<IWebhookResponseData> {
	const admission = new Admission(context, settings);
	const reception = new Reception((read) => admission.admit(read), signatureCheck);
	try {
		const push = await storeDocument(context, reception, settings.additionalOptions);
		const item = itemOf(push, settings.binaryPropertyName);
		admission.remember();
		logReceived(context, item, startedAt);
		answerInPlaceOf(context.getResponseObject(), settings.acknowledge, admission);
		return startWorkflow(item);
	} catch (error) {
		admission.failed();
		return refusePush(context, error, reception.knownOrder);
	}
}

function itemOf(push: StoredPush, propertyName: string): INodeExecutionData {
	const receivedAt = new Date();
	return push.kind === 'failed'
		? failedItem(push, receivedAt)
		: signedItem(push, propertyName, receivedAt);
}

function refusePush(
	context: IWebhookFunctions,
	error: unknown,
	order: KnownOrder,
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (error instanceof RepeatedPush) {
		logRepeated(context, order);
		acknowledgeAgain(response);
		return { noWebhookResponse: true };
	}
	const refusal = asRefusal(error);
	logRefused(context, refusal, order);
	refuse(response, refusal);
	lingeringClose(context.getRequestObject());
	if (STARTS_NO_WORKFLOW.has(refusal.code)) return { noWebhookResponse: true };
	return {
		noWebhookResponse: true,
		...startWorkflow(rejectedItem(refusal, order)),
	};
}

/** Any other error counts as a lost connection. */
function asRefusal(error: unknown): PushRefusal {
	return error instanceof PushRefusal
		? error
		: new PushRefusal('connectionLost', 'the push could not be read to its end', {
				cause: error,
			});
}

function startWorkflow(item: INodeExecutionData): IWebhookResponseData {
	return { workflowData: OUTPUTS.map((name) => (name === item.json['event'] ? [item] : [])) };
}
