import type { IWebhookFunctions } from 'n8n-workflow';
import type { PushRefusal } from './refusal';

type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/** When a push is acknowledged: the parameter `acknowledge`. */
export type AcknowledgeMode = 'workflowFinished' | 'received' | 'acknowledgeOperation';

/** The whole answer to a push that was received and is right (PROTOCOL.md, PushSignedDoc). */
export const ACKNOWLEDGEMENT = '1';

const HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/** Answers a refusal: its HTTP status, and a reason that begins with `0`, never `1`. */
export function refuse(response: WebhookResponse, refusal: PushRefusal): void {
	send(response, refusal.httpStatus, `0 ${refusal.reason}`);
}

/**
 * Turns whatever n8n will answer in the workflow's name into the platform's terms: exactly `1` on success, else
 * an HTTP error and a text that begins with `0`. n8n itself would answer its own JSON, and a workflow that ended
 * without acknowledging with an empty 200.
 */
export function answerInPlaceOf(response: WebhookResponse, mode: AcknowledgeMode): void {
	const end = response.end.bind(response);
	Reflect.set(response, 'end', (body?: unknown) => {
		Reflect.set(response, 'end', end);
		if (response.headersSent) return end();
		const succeeded = response.statusCode >= 200 && response.statusCode < 300;
		if (!succeeded)
			return send(response, errorStatus(response.statusCode), '0 the workflow failed');
		if (mode === 'acknowledgeOperation' && !isAcknowledgement(body)) {
			return send(response, 500, '0 the workflow ended without acknowledging the push');
		}
		return send(response, 200, ACKNOWLEDGEMENT);
	});
}

/** n8n sends a text as it is or as JSON. */
function isAcknowledgement(body: unknown): boolean {
	const text = Buffer.isBuffer(body) ? body.toString() : body;
	return text === ACKNOWLEDGEMENT || text === JSON.stringify(ACKNOWLEDGEMENT);
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
