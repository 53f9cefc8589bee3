import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { ProtocolError } from '../protocol/errors';
import type { ByteStream } from './byteStream';
import { ORDER } from './connectionError';
import { CREDENTIAL_TYPE } from './credential';
import { exchange } from './exchange';
import type { HttpResponse } from './httpResponse';
import type { RequestBody } from './requestBody';
import { startWatchdog } from './watchdog';

export interface HttpRequest {
	readonly url: string;
	readonly body: RequestBody;
	/** Milliseconds without progress, in sending or in waiting for the response, after which the exchange is aborted. */
	readonly timeout: number;
}

/** For n8n's request helper. */
const NO_TIMEOUT = 0;

/**
 * POSTs a body with the credential's client certificate and returns the response, whatever its HTTP status.
 * `Content-Length` is set, nothing is chunked, redirects are not followed (PROTOCOL.md, Transport, Decided). Throws
 * `requestNotSent` or `outcomeUnknown` if there is no response. The body's stream is closed at the end.
 */
export async function post(
	context: IExecuteFunctions,
	request: HttpRequest,
): Promise<HttpResponse> {
	const { url, timeout, body } = request;
	const { progress } = body;
	const startedAt = Date.now();
	const movedAt = () => Math.max(progress.movedAt, startedAt);
	const watchdog = startWatchdog(() => movedAt() + timeout - Date.now());
	const { signal } = watchdog;
	const mayHaveArrived = () => progress.isHandedOver;
	try {
		const send = (await passesAgentOptions(context)) ? sendWithHttpRequest : sendWithLegacyRequest;
		return await exchange(
			{ url, body: body.bytes, signal, timeout, mayHaveArrived, meaning: ORDER },
			async (bytes) => await send(context, request, bytes, signal),
		);
	} finally {
		watchdog.stop();
	}
}

function headersOf({ contentType, contentLength }: RequestBody): Record<string, string> {
	return { 'Content-Type': contentType, 'Content-Length': String(contentLength) };
}

async function sendWithHttpRequest(
	context: IExecuteFunctions,
	{ url, body }: HttpRequest,
	bytes: ByteStream,
	signal: AbortSignal,
): Promise<unknown> {
	const signals = [signal];
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: headersOf(body),
		body: bytes,
		// We read the response ourselves, so we don't wait for one that never ends.
		encoding: 'stream',
		// The signal decides; n8n's default is 300 seconds from the start, regardless of progress.
		timeout: NO_TIMEOUT,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		// n8n sets this to the signal that cancels the execution, so both are combined.
		get abortSignal(): AbortSignal {
			return AbortSignal.any(signals);
		},
		set abortSignal(other: IHttpRequestOptions['abortSignal']) {
			if (other instanceof AbortSignal) signals.push(other);
		},
	};
	return await context.helpers.httpRequestWithAuthentication.call(
		context,
		CREDENTIAL_TYPE,
		options,
	);
}

/**
 * For n8n before 2.20, whose `httpRequest` silently drops the client certificate. The older helper sends it in every
 * version that has that helper.
 */
async function sendWithLegacyRequest(
	context: IExecuteFunctions,
	{ url, body, timeout }: HttpRequest,
	bytes: ByteStream,
): Promise<unknown> {
	if (!('requestWithAuthentication' in context.helpers)) {
		throw new ProtocolError(
			'clientCertificateUnsupported',
			'This n8n cannot send a client certificate, which WoSignDoc requires',
			{ description: 'Update n8n to 2.20 or newer. Nothing was sent.' },
		);
	}
	return await context.helpers.requestWithAuthentication.call(context, CREDENTIAL_TYPE, {
		method: 'POST',
		uri: url,
		headers: headersOf(body),
		body: bytes,
		// Longer than our own timeout, which has the better message.
		timeout: 2 * timeout,
		useStream: true,
		followRedirect: false,
		simple: false,
		resolveWithFullResponse: true,
	});
}

let agentOptionsPassed: Promise<boolean> | undefined;

/**
 * Whether this n8n's `httpRequest` passes `agentOptions`, and so the client certificate, to the connection.
 * Tried once per process, with an address that no client can open: nothing leaves the machine.
 */
async function passesAgentOptions(context: IExecuteFunctions): Promise<boolean> {
	agentOptionsPassed ??= probeAgentOptions(context);
	return await agentOptionsPassed;
}

async function probeAgentOptions(context: IExecuteFunctions): Promise<boolean> {
	let read = false;
	const witness: IHttpRequestOptions['agentOptions'] = {
		get cert() {
			read = true;
			return '';
		},
	};
	try {
		await context.helpers.httpRequest({ url: 'no-such-scheme://', agentOptions: witness });
	} catch {
		return read;
	}
	return read;
}
