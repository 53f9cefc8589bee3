import http from 'node:http';
import type tls from 'node:tls';
import { ContactError } from '../contactError';
import type { Contact } from '../step';
import { connect, type TlsVersion } from './connect';
import { withTimeLimit } from './withTimeLimit';

/** The request: its body and content headers. */
export interface PostOptions {
	readonly body: Buffer;
	readonly contentType: string;
	readonly version?: TlsVersion;
	/** Milliseconds to wait for the complete response. Default: 30 seconds. */
	readonly timeout?: number;
	/** Called before the request's first byte is sent; until then nothing can have arrived. */
	readonly onConnected?: () => void;
}

/** A raw response. */
export interface WireAnswer {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	/** At most the first megabyte. */
	readonly body: Buffer;
	/** From the request's first byte to the response's last. */
	readonly milliseconds: number;
	/** Whether there was a second TLS handshake in between. */
	readonly renegotiated: boolean;
}

const TIMEOUT = 30_000;
const LONGEST_BODY = 1024 * 1024;

/**
 * One POST on a new connection, like the nodes': with `Content-Length`, without following redirects. It is never
 * repeated. Throws a `ContactError` if there is no response, or if `connect` fails, in which case nothing was sent.
 */
export async function post(contact: Contact, options: PostOptions): Promise<WireAnswer> {
	const socket = await connect(contact, options.version);
	const { timeout = TIMEOUT, onConnected } = options;
	onConnected?.();
	const url = new URL(contact.credential.baseUrl);
	try {
		return await withTimeLimit(
			contact,
			{ milliseconds: timeout, phase: 'exchange' },
			async (signal) => await exchange(socket, url, options, signal),
		);
	} finally {
		socket.destroy();
	}
}

async function exchange(
	socket: tls.TLSSocket,
	url: URL,
	{ body, contentType }: PostOptions,
	signal: AbortSignal,
): Promise<WireAnswer> {
	const handshake = socket.getFinished();
	const startedAt = performance.now();
	const request = http.request({
		createConnection: () => socket,
		method: 'POST',
		path: `${url.pathname}${url.search}`,
		signal,
		headers: {
			Host: url.host,
			'Content-Type': contentType,
			'Content-Length': body.length,
			Connection: 'close',
		},
	});
	const answered = answerTo(request, url.host);
	request.end(body);
	const response = await answered;
	// Read before the body, which may end the connection.
	const renegotiated = isOther(handshake, socket.getFinished());
	const bytes = await bodyOf(response);
	return {
		status: response.statusCode ?? 0,
		headers: response.headers,
		body: bytes,
		milliseconds: Math.round(performance.now() - startedAt),
		renegotiated,
	};
}

async function answerTo(request: http.ClientRequest, host: string) {
	return await new Promise<http.IncomingMessage>((resolve, reject) => {
		request.once('response', resolve);
		request.once('error', reject);
		// After HTTP 101, the connection is no longer HTTP, so neither event occurs.
		request.once('upgrade', ({ statusCode = 0 }: http.IncomingMessage) => {
			const message = `${host} switched to another protocol (HTTP ${statusCode})`;
			const remedy = 'Check the address, and any proxy, gateway, or firewall on the way to it.';
			reject(new ContactError(message, remedy));
		});
	});
}

async function bodyOf(response: http.IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= LONGEST_BODY) break;
	}
	return Buffer.concat(chunks, Math.min(length, LONGEST_BODY));
}

/** Each handshake ends with a different `Finished` message. */
function isOther(before: Buffer | undefined, after: Buffer | undefined): boolean {
	return before !== undefined && after !== undefined && !before.equals(after);
}
