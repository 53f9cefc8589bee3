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
	/** Answers each request; `{}` when left out. */
	handle?: (request: IncomingMessage, response: ServerResponse) => void;
	/** The host that the certificate is for. */
	host?: x509.JsonGeneralName;
	/** The common name in the certificate. */
	name?: string;
	/** Whether it asks for a client certificate, and takes any or none. */
	requestCert?: boolean;
	/** The only version of TLS that it speaks. */
	version?: 'TLSv1.2' | 'TLSv1.3';
	/** It asks for a client certificate of a kind that ours is not, and ends the handshake without one. */
	refusesCertificate?: boolean;
	/** Days from now at which the certificate ends. */
	endsIn?: number;
}

export interface TlsServer {
	url: string;
	/** Its self-signed certificate, PEM. */
	certificate: string;
	/** How many requests arrived. */
	requests: () => number;
	/** Counts the connections that are open. */
	connections: (callback: (error: Error | null, count: number) => void) => void;
	stop: () => Promise<void>;
}

/** A server of HTTPS on loopback that is not the sandbox: its certificate is as told, its answer `{}`. */
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

/** A server that ends each TLS handshake with an alert (RFC 8446, section 6.2), as one does that wants another certificate. */
export async function startAlertingServer(alert: number): Promise<Pick<TlsServer, 'url' | 'stop'>> {
	const [record, version, length, fatal] = [21, [3, 3], [0, 2], 2];
	const bytes = Buffer.from([record, ...version, ...length, fatal, alert]);
	return await startRawServer((socket) => socket.once('data', () => socket.end(bytes)));
}

/** A server that is given the connection, whatever comes over it. */
export async function startRawServer(
	handle: (socket: net.Socket) => void,
): Promise<Pick<TlsServer, 'url' | 'stop'>> {
	const server = net.createServer((socket) => {
		socket.on('error', () => undefined);
		handle(socket);
	});
	return await listening(server);
}

/** Stands between client and server, as a cable does, until it spoils what goes to the server. */
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
	/** A record of application data that nobody enciphered: the server answers it with an alert (RFC 8446, section 5.2). */
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
