import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { clientTlsOptions } from '../../nodes/WoSignDoc/shared/credential';
import type { Contact } from '../step';
import { ContactError } from '../contactError';
import type { Proxy } from './proxy';
import { withTimeLimit } from './withTimeLimit';

/** Supported TLS versions. */
export type TlsVersion = 'TLSv1.2' | 'TLSv1.3';

/** Milliseconds within which a connection must be established. */
const LIMIT = { milliseconds: 20_000, phase: 'handshake' } as const;

/**
 * A TLS connection to the platform with the client certificate, directly or through the proxy. The server's certificate
 * is verified. Throws a `ContactError`, in which case nothing was sent.
 *
 * @param version the only TLS version to use; default: both
 */
export async function connect(contact: Contact, version?: TlsVersion): Promise<tls.TLSSocket> {
	const url = new URL(contact.credential.baseUrl);
	return await withTimeLimit(contact, LIMIT, async (signal) => {
		const socket = await openSocket(url, contact.proxy, signal);
		return await secure(socket, url, contact, { signal, version });
	});
}

/** Checks that the host can be reached, without TLS. Throws a `ContactError` if it can't. */
export async function reach(contact: Contact): Promise<void> {
	const url = new URL(contact.credential.baseUrl);
	await withTimeLimit(contact, LIMIT, async (signal) =>
		(await openSocket(url, contact.proxy, signal)).destroy(),
	);
}

/** A connection without TLS, directly to the host or through the proxy. Throws Node.js's errors. */
async function openSocket(
	{ hostname, port }: URL,
	proxy: Proxy | undefined,
	signal: AbortSignal,
): Promise<Duplex> {
	const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443) };
	if (proxy) return await openTunnel(target, proxy, signal);
	const socket = net.connect(target);
	return await standing(socket, once(socket, 'connect', { signal }));
}

/** A tunnel through a proxy (RFC 9110, section 9.3.6). */
async function openTunnel(
	{ host, port }: { host: string; port: number },
	proxy: Proxy,
	signal: AbortSignal,
): Promise<Duplex> {
	const authority = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
	const request = http.request({
		host: proxy.host,
		port: proxy.port,
		method: 'CONNECT',
		path: authority,
		agent: false,
		signal,
		headers: {
			Host: authority,
			...(proxy.authorization && { 'Proxy-Authorization': proxy.authorization }),
		},
	});
	const connected = tunnel(request, proxy, host);
	request.end();
	return await connected;
}

async function tunnel(request: http.ClientRequest, { host, port }: Proxy, target: string) {
	return await new Promise<Duplex>((resolve, reject) => {
		request.once('error', (error) => {
			const remedy = 'Correct HTTPS_PROXY, or exempt the host with NO_PROXY.';
			const message = `The proxy ${host}:${port} can’t be reached`;
			reject(new ContactError(message, remedy, { cause: error }));
		});
		request.once('connect', ({ statusCode = 0 }, socket) => {
			if (statusCode >= 200 && statusCode < 300) return resolve(socket);
			socket.destroy();
			const remedy =
				statusCode === 407
					? 'Put the user and password into HTTPS_PROXY (http://user:password@proxy:port).'
					: 'Ask its administrator to allow the host, or exempt the host with NO_PROXY.';
			const message = `The proxy ${host}:${port} opened no connection to ${target} (HTTP ${statusCode})`;
			reject(new ContactError(message, remedy));
		});
	});
}

async function secure(
	socket: Duplex,
	{ hostname }: URL,
	{ credential }: Contact,
	{ signal, version }: { signal: AbortSignal; version: TlsVersion | undefined },
): Promise<tls.TLSSocket> {
	const host = hostname.replace(/^\[|\]$/g, '');
	const connection = tls.connect({
		socket,
		host,
		...(net.isIP(host) === 0 && { servername: host }),
		...clientTlsOptions(credential),
		minVersion: version ?? 'TLSv1.2',
		maxVersion: version ?? 'TLSv1.3',
		// No pool and no second request.
		ALPNProtocols: ['http/1.1'],
	});
	return await standing(connection, once(connection, 'secureConnect', { signal }));
}

async function standing<Socket extends Duplex>(socket: Socket, event: Promise<unknown>) {
	try {
		await event;
		return socket;
	} catch (error) {
		socket.on('error', () => undefined);
		socket.destroy();
		throw error;
	}
}
