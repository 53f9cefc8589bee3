import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { Server } from 'node:net';
import { constants } from 'node:crypto';
import tls, { TLSSocket } from 'node:tls';
import type { Behavior } from './behavior';
import { receivedRequest, type ReceivedRequest } from './receivedRequest';

/** Handles a completely received request. */
export type RequestHandler = (
	request: ReceivedRequest,
	response: ServerResponse,
	socket: TLSSocket,
) => Promise<void>;

export interface ServerOptions {
	/** Address or name to listen on. */
	host: string;
	port: number;
	certificate: string;
	privateKey: string;
	/** CA of the client certificates. */
	caCertificate: string;
	/** TLS behavior. */
	network: Behavior['network'];
	handle: RequestHandler;
}

/**
 * An HTTPS server that requests a client certificate but accepts every caller, so that the handler can return -80.
 * Resolves once it listens.
 */
export async function startServer(options: ServerOptions): Promise<https.Server> {
	const server = https.createServer(
		{
			cert: options.certificate,
			key: options.privateKey,
			ca: options.caCertificate,
			rejectUnauthorized: false,
			...speaking(options.network),
		},
		(request, response) => {
			receive(request, response, options).catch(() => request.socket.destroy());
		},
	);
	await listen(server, options);
	return server;
}

function speaking({ tlsVersions, renegotiation, cipher }: Behavior['network']): tls.TlsOptions {
	const ciphers = cipher && { ciphers: `${cipher}:${tls.DEFAULT_CIPHERS}` };
	if (renegotiation) {
		return {
			...ciphers,
			// TLS 1.3 doesn't support renegotiation.
			minVersion: 'TLSv1.2',
			maxVersion: 'TLSv1.2',
			requestCert: false,
			// Otherwise the second handshake would resume the first session, which has no client certificate.
			secureOptions: constants.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION,
		};
	}
	const versions = [...tlsVersions].sort();
	const [minVersion = 'TLSv1.2', maxVersion = 'TLSv1.3'] = [versions.at(0), versions.at(-1)];
	return { ...ciphers, requestCert: true, minVersion, maxVersion };
}

/** Requests the client certificate in a second handshake; the connection continues even without one. */
async function renegotiate(socket: TLSSocket): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		socket.once('close', reject);
		socket.renegotiate({ requestCert: true, rejectUnauthorized: false }, (error) => {
			if (error) reject(error);
			else resolve();
		});
	});
}

/** Resolves once the server listens on this host and port. */
export async function listen(
	server: Server,
	{ host, port }: Pick<ServerOptions, 'host' | 'port'>,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
}

/** About how many bytes to keep of a body from a caller without a valid certificate, who always gets -80. */
const strangersLimit = 64 * 1024;

async function receive(
	request: IncomingMessage,
	response: ServerResponse,
	{ handle, network }: ServerOptions,
) {
	const { socket, method = '', url = '', headers } = request;
	if (!(socket instanceof TLSSocket)) throw new TypeError('not a TLS connection');
	const isKnown = socket.authorized || network.renegotiation;
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		if (isKnown || length < strangersLimit) chunks.push(chunk);
		length += chunk.length;
	}
	if (network.renegotiation && !socket.getPeerX509Certificate()) await renegotiate(socket);
	const body = Buffer.concat(chunks);
	await handle(receivedRequest({ method, path: url, headers, body }), response, socket);
}
