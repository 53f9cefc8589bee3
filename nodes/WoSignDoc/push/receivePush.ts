import type {
	IBinaryData,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { Admission } from './admission';
import { acknowledgeAgain, answerInPlaceOf, refuse } from './answer';
import { checkCaller } from './caller/checkCaller';
import { lingeringClose } from './lingeringClose';
import type { EvidenceParts } from './pushEvidence';
import { NO_EVIDENCE, pushEvidence } from './pushEvidence';
import type { Rejected } from './pushItem';
import { failedItem, rejectedItem, rejectedName, signedItem } from './pushItem';
import { logReceived, logRefused, logRepeated } from './pushLog';
import { Reception } from './reception';
import { Rejection } from './rejection';
import { RepeatedPush } from './repeats/claimPush';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';
import { SignatureCheck } from './signatureCheck';
import type { StoredPush } from './storeDocument';
import { storeDocument } from './storeDocument';
import { PushRefusal } from './wire/refusal';

/** The trigger's outputs, in order. */
const OUTPUTS = ['signed', 'failed', 'rejected'] as const;

/**
 * Handles one call of the webhook (PROTOCOL.md, PushSignedDoc): checks the caller, reads and verifies the push, stores
 * its document, and starts the workflow on the matching output. Never throws: n8n would start the workflow anyway.
 */
export async function receivePush(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const startedAt = Date.now();
	try {
		const settings = await readSettings(context);
		await checkCaller(context, settings.additionalOptions);
		const signatureCheck = await SignatureCheck.open(context, settings.additionalOptions);
		return await receiveAs(context, settings, signatureCheck, startedAt);
	} catch (error) {
		return await refusePush(context, error);
	}
}

async function receiveAs(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	signatureCheck: SignatureCheck | undefined,
	startedAt: number,
): Promise<IWebhookResponseData> {
	const admission = new Admission(context, settings);
	const rejection: Rejection = new Rejection(context, settings.additionalOptions, () => reception);
	const reception: Reception = new Reception(
		(read) => admission.admit(read),
		signatureCheck,
		(error) => rejection.keeps(error),
	);
	try {
		const push = await storeDocument(context, reception, settings.additionalOptions);
		if (push.kind === 'broken') {
			admission.failed();
			const refused = { reception, rejection, signatureCheck, ...push };
			return await refusePush(context, push.error, refused);
		}
		const item = await itemOf(context, push, settings, signatureCheck);
		admission.remember();
		logReceived(context, item, startedAt);
		answerInPlaceOf(context.getResponseObject(), settings.acknowledge, admission);
		return startWorkflow(item);
	} catch (error) {
		admission.failed();
		return await refusePush(context, error, { reception, rejection });
	}
}

async function itemOf(
	context: IWebhookFunctions,
	push: StoredPush,
	{ binaryPropertyName }: TriggerSettings,
	signatureCheck: SignatureCheck | undefined,
): Promise<INodeExecutionData> {
	const receivedAt = new Date();
	if (push.kind === 'failed') return failedItem(push, receivedAt);
	const { digest, document } = push;
	const evidence = await pushEvidence(context, signatureCheck?.judged, {
		order: push.push,
		receivedAt,
		digest,
		fileName: document.fileName ?? '',
	});
	return signedItem(push, binaryPropertyName, receivedAt, evidence);
}

/** What is known about a push that was rejected after its sender was admitted. */
interface Refused {
	readonly reception: Reception;
	readonly rejection: Rejection;
	readonly document?: IBinaryData;
	readonly signatureCheck?: SignatureCheck | undefined;
}

async function refusePush(
	context: IWebhookFunctions,
	error: unknown,
	refused?: Refused,
): Promise<IWebhookResponseData> {
	const response = context.getResponseObject();
	const known = refused?.reception.knownOrder ?? {};
	if (error instanceof RepeatedPush) {
		logRepeated(context, known);
		acknowledgeAgain(response);
		return { noWebhookResponse: true };
	}
	const refusal = asRefusal(error);
	const { starts, suppressed } = refused?.rejection.decide(refusal) ?? NO_RUN;
	logRefused(context, refusal, known, starts ? 0 : suppressed);
	refuse(response, refusal);
	lingeringClose(context.getRequestObject());
	if (!refused || !starts) return { noWebhookResponse: true };
	const described = await refused.rejection.describe(refusal);
	const evidence = await evidenceOnKept(context, described, refused);
	const item = rejectedItem(described, refused.document, evidence);
	return { noWebhookResponse: true, ...startWorkflow(item) };
}

/** Evidence on a document that is kept although its push was rejected; none if its signatures weren't verified. */
async function evidenceOnKept(
	context: IWebhookFunctions,
	{ order, document: digest }: Rejected,
	{ document, signatureCheck }: Refused,
): Promise<EvidenceParts> {
	if (!document || !digest) return NO_EVIDENCE;
	const push = { order, digest, receivedAt: new Date(), fileName: rejectedName(document) };
	return await pushEvidence(context, signatureCheck?.judged, push);
}

/** A caller that wasn't admitted starts nothing. */
const NO_RUN = { starts: false, suppressed: 0 };

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
