import type { IWebhookFunctions } from 'n8n-workflow';

/** Milliseconds for which a sender who is answered may go on: a connection cut at once may lose the answer. */
const LINGERING = 5_000;

/** Ends the connection of a sender who was answered before all had come, and may otherwise send for ever. */
export function lingeringClose(request: ReturnType<IWebhookFunctions['getRequestObject']>): void {
	if (request.complete || request.destroyed) return;
	AbortSignal.timeout(LINGERING).addEventListener('abort', () => {
		if (!request.complete) request.destroy();
	});
}
