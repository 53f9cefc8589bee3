import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { TLSSocket } from 'node:tls';
import { receivedRequest, type ReceivedRequest } from './receivedRequest';

/** What the server is to do with a request that has arrived whole. */
export type RequestHandler = (
	request: ReceivedRequest,
	response: ServerResponse,
	socket: TLSSocket,
) => Promise<void>;

export interface ServerOptions {
	port: number;
	certificate: string;
	privateKey: string;
	/** CA of the client certificates. */
	caCertificate: string;
	handle: RequestHandler;
}

/**
 * An HTTPS server on 127.0.0.1 that asks for a client certificate and lets every caller in, so that the
 * handler can answer -80. Resolves when it listens.
 */
export async function startServer(options: ServerOptions): Promise<https.Server> {
	const server = https.createServer(
		{
			cert: options.certificate,
			key: options.privateKey,
			ca: options.caCertificate,
			requestCert: true,
			rejectUnauthorized: false,
		},
		(request, response) => {
			receive(request, response, options.handle).catch(() => request.socket.destroy());
		},
	);
	await listen(server, options.port);
	return server;
}

/** Resolves when the server listens on this port of 127.0.0.1. */
export async function listen(server: Server, port: number): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
}

/** The port a server listens on. */
export function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}

async function receive(request: IncomingMessage, response: ServerResponse, handle: RequestHandler) {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	const { socket, method = '', url = '', headers } = request;
	if (!(socket instanceof TLSSocket)) throw new TypeError('not a TLS connection');
	const body = Buffer.concat(chunks);
	await handle(receivedRequest({ method, path: url, headers, body }), response, socket);
}
