import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import type { ByteStream } from './byteStream';

/**
 * How far a request's connection got: not connected yet (`connecting`); connected to the server, or through a proxy's
 * tunnel, but without TLS (`handshake`); `established`, so bytes of the request may have been written; undefined if
 * unknown.
 */
export type ConnectionState = 'connecting' | 'handshake' | 'established' | undefined;

/** What is known about a request's connection. */
export interface Connection {
	readonly state: ConnectionState;
	/** The outgoing proxy that n8n is configured to use, e.g. `http://proxy.example:3128`. */
	readonly proxy: string | undefined;
	/** Whether the response came over a connection without TLS: from a proxy that opened no tunnel. */
	readonly isAnsweredByProxy: boolean;
	/** Ends the request. */
	destroy(): void;
}

interface Listening {
	once(event: string, listener: (argument: unknown) => void): unknown;
}

/** A Node.js request that a body is piped into. */
interface OutgoingRequest extends Listening {
	readonly socket: unknown;
	readonly agent: unknown;
	destroy(error?: Error): unknown;
}

/** A TLS connection of Node.js, which leaves `secureConnecting` before it writes anything except the handshake. */
interface TlsSocket extends Listening {
	readonly connecting: boolean;
	readonly secureConnecting: boolean;
	/** The local certificate: `{}` if there is none, null once the connection is closed. */
	getCertificate(): object | null;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const requestSchema = z.custom<OutgoingRequest>(
	(value) => isObject(value) && 'agent' in value && 'socket' in value && 'once' in value,
);
const tlsSocketSchema = z.custom<TlsSocket>(
	(value) => isObject(value) && 'encrypted' in value && value.encrypted === true,
);
const pipingSchema = z.custom<Pick<ByteStream, 'pipe'>>(
	(value) => isObject(value) && 'pipe' in value && 'read' in value,
);

/** Where n8n's agents keep the proxy: an agent for one proxy, or one that found it in the environment. */
const proxySchema = z.union([
	z.object({ proxy: z.instanceof(URL) }).transform(({ proxy }) => proxy),
	z
		.object({ router: z.object({ proxyCache: z.instanceof(Map) }) })
		.transform(({ router }) => [...router.proxyCache.keys()][0])
		.pipe(z.string().url())
		.transform((address) => new URL(address)),
]);

/**
 * Watches the connection that a body is sent over: the request is the stream that the body is piped into, no matter
 * which of n8n's helpers makes it. A connection without the client certificate, which some versions of n8n lose, is
 * ended before anything is written (`clientCertificateUnsupported`).
 */
export function watchConnection(body: ByteStream): Connection {
	let watched: WatchedRequest | undefined;
	onPipe(body, (request) => (watched = new WatchedRequest(request)));
	return {
		get state() {
			// A body that was never read can't have been sent.
			return watched ? watched.state : body.readableDidRead ? undefined : 'connecting';
		},
		get proxy() {
			return watched?.proxy;
		},
		get isAnsweredByProxy() {
			return watched?.isPlain === true;
		},
		destroy: () => void watched?.request.destroy(),
	};
}

/** Calls `found` with the request that a stream is piped into, directly or through other streams. */
function onPipe(stream: Pick<ByteStream, 'pipe'>, found: (request: OutgoingRequest) => void): void {
	const pipe = stream.pipe.bind(stream);
	stream.pipe = (destination, options) => {
		const request = requestSchema.safeParse(destination).data;
		const next = pipingSchema.safeParse(destination).data;
		if (request) found(request);
		else if (next) onPipe(next, found);
		return pipe(destination, options);
	};
}

class WatchedRequest {
	/** The proxy that n8n is configured to use. */
	readonly proxy: string | undefined;
	private socket: { readonly tls: TlsSocket | undefined } | undefined;
	private hasConnected = false;
	private isRefused = false;

	constructor(readonly request: OutgoingRequest) {
		const proxy = proxySchema.safeParse(request.agent).data;
		// Without the username and password.
		this.proxy = proxy && `${proxy.protocol}//${proxy.host}`;
		if (request.socket) this.watch(request.socket);
		else request.once('socket', (socket) => this.watch(socket));
	}

	get state(): ConnectionState {
		const { tls } = this.socket ?? {};
		if (!tls) return 'connecting';
		if (!tls.secureConnecting && !this.isRefused) return 'established';
		return this.hasConnected ? 'handshake' : 'connecting';
	}

	get isPlain(): boolean {
		return this.socket !== undefined && !this.socket.tls;
	}

	private watch(socket: unknown): void {
		const tls = tlsSocketSchema.safeParse(socket).data;
		this.socket = { tls };
		if (!tls) return;
		this.hasConnected = !tls.connecting;
		tls.once('connect', () => (this.hasConnected = true));
		if (!tls.secureConnecting) this.requireCertificate(tls);
		else tls.once('secureConnect', () => this.requireCertificate(tls));
	}

	private requireCertificate(tls: TlsSocket): void {
		const certificate = tls.getCertificate();
		if (certificate === null || Object.keys(certificate).length > 0) return;
		this.isRefused = true;
		this.request.destroy(certificateDropped(this.proxy));
	}
}

function certificateDropped(proxy: string | undefined): ProtocolError {
	return new ProtocolError(
		'clientCertificateUnsupported',
		'This n8n did not put the client certificate on the connection, which WoSignDoc requires',
		{
			description: proxy
				? `The connection goes through the outgoing proxy ${proxy}. n8n before 2.36 drops the client certificate there: update n8n, or exempt WoSignDoc’s host with NO_PROXY. Nothing was sent.`
				: 'Update n8n: behind an outgoing proxy 2.36 or newer keeps it. Nothing was sent.',
		},
	);
}
