import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import { CREDENTIAL_TYPE } from './credential';
import { connectionError } from './connectionError';
import type { RequestBody } from './requestBody';

/** An answer of the platform, or of whatever stands in front of it, as text. */
export interface HttpResponse {
	readonly status: number;
	readonly body: string;
}

export interface HttpRequest {
	readonly url: string;
	readonly body: RequestBody;
	/** Milliseconds until the whole exchange is given up. */
	readonly timeout: number;
}

/** PROTOCOL.md, Transport, Decided. */
export const CONTENT_TYPE = 'application/json; charset=utf-8';

/** A full response as n8n's request helpers give it, its body as bytes. */
export const httpResponseSchema = z
	.object({ statusCode: z.number(), body: z.instanceof(Uint8Array).optional() })
	.transform(({ statusCode, body }): HttpResponse => ({
		status: statusCode,
		body: body ? Buffer.from(body).toString('utf8') : '',
	}));

/**
 * POSTs a body with the credential's client certificate and gives back whatever came, of any HTTP status.
 * `Content-Length` is set, nothing is chunked, redirects are not followed (PROTOCOL.md, Transport, Decided).
 * Throws `requestNotSent` or `outcomeUnknown` when no answer came.
 */
export async function post(
	context: IExecuteFunctions,
	request: HttpRequest,
): Promise<HttpResponse> {
	const send = (await passesAgentOptions(context)) ? sendWithHttpRequest : sendWithLegacyRequest;
	try {
		return httpResponseSchema.parse(await send(context, request));
	} catch (error) {
		throw connectionError(error, request.url);
	}
}

function headersOf({ contentLength }: RequestBody): Record<string, string> {
	return { 'Content-Type': CONTENT_TYPE, 'Content-Length': String(contentLength) };
}

async function sendWithHttpRequest(
	context: IExecuteFunctions,
	{ url, body, timeout }: HttpRequest,
): Promise<unknown> {
	return await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPE, {
		method: 'POST',
		url,
		headers: headersOf(body),
		body: body.bytes,
		timeout,
		encoding: 'arraybuffer',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	});
}

/**
 * The way for n8n before 2.20, whose `httpRequest` drops the client certificate without a word: the older
 * helper honours it in every version that has it.
 */
async function sendWithLegacyRequest(
	context: IExecuteFunctions,
	{ url, body, timeout }: HttpRequest,
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
		body: body.bytes,
		timeout,
		encoding: null,
		followRedirect: false,
		simple: false,
		resolveWithFullResponse: true,
	});
}

let agentOptionsPassed: Promise<boolean> | undefined;

/**
 * Whether this n8n's `httpRequest` hands `agentOptions`, and so the client certificate, to the connection.
 * Asked once a process, with an address that no client can open: nothing leaves the machine.
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
