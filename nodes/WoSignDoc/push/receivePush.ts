import type { IBinaryData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { Admission } from './admission';
import { acknowledgeAgain, answerInPlaceOf, refuse } from './answer';
import { checkCaller } from './caller/callerCheck';
import { hangUpSoon } from './hangUp';
import { failedItem, rejectedItem, signedItem } from './pushItem';
import { logReceived, logRefused, logRepeated } from './pushLog';
import { Reception } from './reception';
import { RepeatedPush } from './repeats/repeats';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { SignatureCheck } from './signatureCheck';
import { documentName, storeDocument } from './storeDocument';
import type { KnownOrder } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';
import type { RefusalCode } from './wire/refusal';

/** The trigger's outputs, in their order. */
const OUTPUTS = ['signed', 'failed', 'rejected'] as const;

/** Refusals that start no workflow: of callers who are not let in, of what went away, of what will come again. */
export const UNTOLD: ReadonlySet<RefusalCode> = new Set([
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
 * One call of the webhook: who calls, what it holds, is it whole, is it new; then the workflow starts, on the
 * output that fits (PROTOCOL.md, PushSignedDoc). Never throws: n8n would start the workflow all the same.
 */
export async function receivePush(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = Date.now();
	try {
		const settings = await readSettings(context);
		return await receiveAs(context, settings, startedAt);
	} catch (error) {
		return refusePush(context, error, {});
	}
}

async function receiveAs(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	startedAt: number,
): Promise<IWebhookResponseData> {
	const admission = new Admission(context, settings);
	let reception: Reception | undefined;
	try {
		await checkCaller(context, settings.additionalOptions.allowedIps);
		const signatureCheck = await SignatureCheck.open(context, settings.additionalOptions);
		reception = new Reception((read) => admission.admit(read), signatureCheck);
		const item = await receive(context, settings, reception);
		admission.remember();
		logReceived(context, item, startedAt);
		answerInPlaceOf(context.getResponseObject(), settings.acknowledge, admission);
		return startWorkflow(item);
	} catch (error) {
		admission.release();
		return refusePush(context, error, reception?.knownOrder ?? {});
	}
}

async function receive(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	reception: Reception,
) {
	const stored = await storeDocument(context, reception, settings.additionalOptions);
	const { verdict } = reception;
	const receivedAt = new Date();
	if (!verdict) throw new PushRefusal('malformedBody', 'the body ended early');
	if (verdict.kind === 'failed') return failedItem(verdict.push, receivedAt);
	if (!stored) throw new PushRefusal('notStored', 'the document could not be stored');
	const document = named(stored, documentName(verdict.push, reception.fileType));
	return signedItem(verdict, document, settings.binaryPropertyName, {
		receivedAt,
		signatures: reception.signatures,
	});
}

/** The document under its name, which may have been unknown when it was stored. */
function named(stored: IBinaryData, fileName: string): IBinaryData {
	return { ...stored, fileName, fileExtension: fileName.slice(fileName.lastIndexOf('.') + 1) };
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
	hangUpSoon(context.getRequestObject());
	if (UNTOLD.has(refusal.code)) return { noWebhookResponse: true };
	return {
		noWebhookResponse: true,
		...startWorkflow(rejectedItem(refusal, order)),
	};
}

/** Anything else that broke off the reading was the connection. */
function asRefusal(error: unknown): PushRefusal {
	return error instanceof PushRefusal
		? error
		: new PushRefusal('connectionLost', 'the push could not be read to its end', {
				cause: error,
			});
}

function startWorkflow(item: ReturnType<typeof rejectedItem>): IWebhookResponseData {
	return { workflowData: OUTPUTS.map((name) => (name === item.json['event'] ? [item] : [])) };
}
