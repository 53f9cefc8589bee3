import type { IWebhookFunctions } from 'n8n-workflow';

/** Milliseconds for which the sender may go on after the answer: a connection closed at once may lose it. */
const LINGERING = 5_000;

/** Closes the connection of a sender who was answered before the body was complete, and might send forever. */
export function lingeringClose(request: ReturnType<IWebhookFunctions['getRequestObject']>): void {
	if (request.complete || request.destroyed) return;
	AbortSignal.timeout(LINGERING).addEventListener('abort', () => {
		if (!request.complete) request.destroy();
	});
}
