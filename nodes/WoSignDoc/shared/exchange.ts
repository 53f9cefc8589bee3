import type { ByteStream } from './byteStream';
import { streamOf } from './byteStream';
import type { Exchange } from './connectionError';
import { connectionError, timeoutError } from './connectionError';
import { watchConnection } from './connectionState';
import type { HttpResponse } from './httpResponse';
import { readResponse } from './httpResponse';
import { proxyRefusal } from './proxyRefusal';

/** What an exchange sends, and how long it may take. */
export interface ExchangeOptions extends Omit<Exchange, 'connection'> {
	readonly body: Buffer | ByteStream;
	/** Aborted when the exchange is given up. */
	readonly signal: AbortSignal;
	/** The timeout in milliseconds, for the error message. */
	readonly timeout: number;
}

/**
 * One request and its response, of any HTTP status. `send` passes the body to one of n8n's helpers, which returns a
 * full response with its body as a stream. Throws `requestNotSent`, `outcomeUnknown` or `clientCertificateUnsupported`
 * if the server sent no response. The request and its body are closed at the end.
 */
export async function exchange(
	{ body, signal, timeout, ...about }: ExchangeOptions,
	send: (body: ByteStream) => Promise<unknown>,
): Promise<HttpResponse> {
	const bytes = Buffer.isBuffer(body) ? streamOf(body) : body;
	const connection = watchConnection(bytes);
	try {
		const answer = await readResponse(await orAborted(send(bytes), signal), signal);
		if (connection.isAnsweredByProxy)
			throw proxyRefusal(answer.status, about.url, connection.proxy);
		return answer;
	} catch (error) {
		const known = { ...about, connection };
		throw signal.aborted ? timeoutError(error, known, timeout) : connectionError(error, known);
	} finally {
		// n8n's older helper doesn't support a signal.
		if (signal.aborted) connection.destroy();
		bytes.destroy();
	}
}

async function orAborted<Result>(sending: Promise<Result>, signal: AbortSignal): Promise<Result> {
	const aborted = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
	});
	return await Promise.race([sending, aborted]);
}
