import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * Milliseconds for which the sender may keep sending after the response: if the connection is closed immediately, the
 * response may be lost.
 */
const LINGERING = 5_000;

/** Closes the connection of a sender that got a response before its body was complete, and might send forever. */
export function lingeringClose(request: ReturnType<IWebhookFunctions['getRequestObject']>): void {
	if (request.complete || request.destroyed) return;
	AbortSignal.timeout(LINGERING).addEventListener('abort', () => {
		if (!request.complete) request.destroy();
	});
}
