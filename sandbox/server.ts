import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { Server } from 'node:net';
import { constants } from 'node:crypto';
import tls, { TLSSocket } from 'node:tls';
import type { Behavior } from './behavior';
import { receivedRequest, type ReceivedRequest } from './receivedRequest';

/** What the server is to do with a request that has arrived whole. */
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
	/** How it speaks TLS. */
	network: Behavior['network'];
	handle: RequestHandler;
}

/**
 * An HTTPS server that asks for a client certificate and lets every caller in, so that the
 * handler can answer -80. Resolves when it listens.
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
			// TLS 1.3 knows no second handshake.
			minVersion: 'TLSv1.2',
			maxVersion: 'TLSv1.2',
			requestCert: false,
			// Else the second handshake resumes the first one's session, which has no client certificate.
			secureOptions: constants.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION,
		};
	}
	const versions = [...tlsVersions].sort();
	const [minVersion = 'TLSv1.2', maxVersion = 'TLSv1.3'] = [versions.at(0), versions.at(-1)];
	return { ...ciphers, requestCert: true, minVersion, maxVersion };
}

/** Asks for the client certificate in a second handshake; without one the connection goes on, too. */
async function renegotiate(socket: TLSSocket): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		socket.once('close', reject);
		socket.renegotiate({ requestCert: true, rejectUnauthorized: false }, (error) => {
			if (error) reject(error);
			else resolve();
		});
	});
}

/** Resolves when the server listens on this port of this host. */
export async function listen(
	server: Server,
	{ host, port }: Pick<ServerOptions, 'host' | 'port'>,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
}

/** Bytes kept, about, of the body of a caller who is answered -80 whatever it says. */
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
