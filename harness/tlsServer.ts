import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import * as x509 from '../sandbox/x509';

const RSA = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	modulusLength: 2048,
	publicExponent: new Uint8Array([1, 0, 1]),
};
const ECDSA = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };
const DAY = 86_400_000;

export interface TlsServerOptions {
	/** Handles each request. Default: responds with `{}`. */
	handle?: (request: IncomingMessage, response: ServerResponse) => void;
	/** The host that the certificate is for. */
	host?: x509.JsonGeneralName;
	/** The common name in the certificate. */
	name?: string;
	/** Whether it requests a client certificate, and accepts any or none. */
	requestCert?: boolean;
	/** The only TLS version that it supports. */
	version?: 'TLSv1.2' | 'TLSv1.3';
	/** Whether it requires a kind of client certificate that ours isn't, and otherwise ends the handshake. */
	refusesCertificate?: boolean;
	/** Days until the certificate expires. */
	endsIn?: number;
}

export interface TlsServer {
	url: string;
	/** Its self-signed certificate, PEM. */
	certificate: string;
	/** Number of requests received. */
	requests: () => number;
	/** Counts the open connections. */
	connections: (callback: (error: Error | null, count: number) => void) => void;
	stop: () => Promise<void>;
}

/** An HTTPS server on loopback other than the sandbox, with a configurable certificate; responds with `{}`. */
export async function startTlsServer(options: TlsServerOptions = {}): Promise<TlsServer> {
	const { certificate, key } = await selfSigned(options);
	const {
		handle = answerEmpty,
		requestCert = false,
		refusesCertificate = false,
		version,
	} = options;
	const tls = {
		cert: certificate,
		key,
		requestCert: requestCert || refusesCertificate,
		rejectUnauthorized: refusesCertificate,
		...(refusesCertificate && { sigalgs: 'ecdsa_secp256r1_sha256' }),
		...(version && { minVersion: version, maxVersion: version }),
	};
	let requests = 0;
	const server = https.createServer(tls, (request, response) => {
		requests++;
		handle(request, response);
	});
	const connections: TlsServer['connections'] = (callback) => server.getConnections(callback);
	return { ...(await listening(server)), certificate, requests: () => requests, connections };
}

function answerEmpty(request: IncomingMessage, response: ServerResponse): void {
	request.resume();
	response.end('{}');
}

/** A server that ends each TLS handshake with an alert (RFC 8446, section 6.2), such as for a wrong certificate. */
export async function startAlertingServer(alert: number): Promise<Pick<TlsServer, 'url' | 'stop'>> {
	const [record, version, length, fatal] = [21, [3, 3], [0, 2], 2];
	const bytes = Buffer.from([record, ...version, ...length, fatal, alert]);
	return await startRawServer((socket) => socket.once('data', () => socket.end(bytes)));
}

/** A plain TCP server that passes each connection to `handle`. */
export async function startRawServer(
	handle: (socket: net.Socket) => void,
): Promise<Pick<TlsServer, 'url' | 'stop'>> {
	const server = net.createServer((socket) => {
		socket.on('error', () => undefined);
		handle(socket);
	});
	return await listening(server);
}

/** Forwards bytes between client and server, until `spoil` corrupts the stream to the server. */
export async function startCable(
	to: string,
): Promise<Pick<TlsServer, 'url' | 'stop'> & { spoil: () => void }> {
	const port = Number(new URL(to).port);
	const servers: net.Socket[] = [];
	const cable = await startRawServer((client) => {
		const server = net.connect(port, '127.0.0.1');
		servers.push(server);
		client.pipe(server);
		server.pipe(client);
		server.on('error', () => client.end());
	});
	/** An application data record that isn't encrypted: the server responds with an alert (RFC 8446, section 5.2). */
	const garbage = Buffer.concat([Buffer.from([23, 3, 3, 0, 64]), Buffer.alloc(64)]);
	const spoil = () => servers.forEach((server) => server.write(garbage));
	return { ...cable, spoil };
}

async function listening(server: net.Server): Promise<Pick<TlsServer, 'url' | 'stop'>> {
	const sockets = new Set<net.Socket>();
	server.on('connection', (socket) => sockets.add(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const stop = async () => {
		server.close();
		for (const socket of sockets) socket.destroy();
		await once(server, 'close');
	};
	return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function selfSigned({
	host,
	name = 'A server',
	endsIn = 30,
	refusesCertificate,
}: TlsServerOptions) {
	const algorithm = refusesCertificate ? ECDSA : RSA;
	const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	const certificate = await x509.X509CertificateGenerator.createSelfSigned({
		name: [{ CN: [name] }],
		notBefore: new Date(Date.now() - 60 * DAY),
		notAfter: new Date(Date.now() + endsIn * DAY),
		keys,
		signingAlgorithm: algorithm,
		extensions: [
			new x509.SubjectAlternativeNameExtension([host ?? { type: 'ip', value: '127.0.0.1' }]),
		],
	});
	const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
	return { certificate: certificate.toString('pem'), key };
}
