import type { IWebhookFunctions } from 'n8n-workflow';
import { oneLine } from '../protocol/oneLine';
import type { Claim } from './repeats/claimPush';
import type { PushRefusal, RefusalCode } from './wire/refusal';

type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** When a push is acknowledged: the parameter `acknowledge`. */
export type AcknowledgeMode = 'workflowFinished' | 'received' | 'acknowledgeOperation';

/** The whole body of the response that acknowledges a push (PROTOCOL.md, PushSignedDoc). */
export const ACKNOWLEDGMENT = '1';

/** Refusals after which the rest of the body isn't read. */
const CUTTING_OFF: ReadonlySet<RefusalCode> = new Set([
	'bodyTooLarge',
	'overloaded',
	'senderStalled',
]);

/** Characters of a reason that are sent. */
const LONGEST_REASON = 1_000;

const HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/** Responds to a rejected push: its HTTP status, and a reason that begins with `0`, never `1`. */
export function refuse(response: WebhookResponse, refusal: PushRefusal): void {
	if (response.headersSent) return;
	// The rest of the body isn't read, so the connection can't be reused.
	if (CUTTING_OFF.has(refusal.code)) response.setHeader('Connection', 'close');
	if (refusal.code === 'missingToken') response.setHeader('WWW-Authenticate', 'Basic');
	send(response, refusal.httpStatus, `0 ${oneLine(refusal.reason.slice(0, LONGEST_REASON))}`);
}

/** Answers a push that was answered `1` before. */
export function acknowledgeAgain(response: WebhookResponse): void {
	send(response, 200, ACKNOWLEDGMENT);
}

/**
 * Translates n8n's response to the workflow into the platform's terms: exactly `1` on success, otherwise an HTTP error
 * and a text that begins with `0`. n8n itself would respond with its own JSON, and with an empty 200 for a workflow
 * that ended without acknowledging. The claim learns which of the two it was.
 */
export function answerInPlaceOf(
	response: WebhookResponse,
	mode: AcknowledgeMode,
	claim: Pick<Claim, 'acknowledged' | 'failed'>,
): void {
	const end = response.end.bind(response);
	Reflect.set(response, 'end', (body?: unknown) => {
		Reflect.set(response, 'end', end);
		const failure = failureOf(response.statusCode, mode, body);
		if (failure) claim.failed();
		else claim.acknowledged();
		if (response.headersSent) return end();
		if (failure) return send(response, failure.status, `0 ${failure.reason}`);
		return send(response, 200, ACKNOWLEDGMENT);
	});
}

/** Why n8n's response isn't an acknowledgment; undefined if it is one. */
function failureOf(
	status: number,
	mode: AcknowledgeMode,
	body: unknown,
): { status: number; reason: string } | undefined {
	if (status < 200 || status >= 300) {
		return { status: errorStatus(status), reason: 'the workflow failed' };
	}
	if (mode === 'acknowledgeOperation' && !isAcknowledgment(body)) {
		return { status: 500, reason: 'the workflow ended without acknowledging the push' };
	}
	// The trigger asks n8n to respond without data. n8n responds with 200 and its own message if it has no result: in
	// queue mode, if a worker couldn't save how the workflow ended, whether it succeeded or failed.
	if (mode === 'workflowFinished' && !isEmpty(body)) {
		return { status: 500, reason: 'n8n does not know how the workflow ended' };
	}
	return undefined;
}

function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

/** n8n sends text unchanged, or as JSON. */
function isAcknowledgment(body: unknown): boolean {
	const text = Buffer.isBuffer(body) ? body.toString() : body;
	return text === ACKNOWLEDGMENT || text === JSON.stringify(ACKNOWLEDGMENT);
}

function errorStatus(status: number): number {
	return status >= 400 ? status : 500;
}

function send(response: WebhookResponse, status: number, body: string): WebhookResponse {
	for (const name of response.getHeaderNames()) {
		if (name.startsWith('content-') || name === 'etag') response.removeHeader(name);
	}
	response.statusCode = status;
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	response.setHeader('Content-Length', Buffer.byteLength(body));
	return response.end(body);
}
