import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import net from 'node:net';

/** What a proxy does with a CONNECT: opens the tunnel, answers with a status, never answers, or hangs up. */
export type ProxyManner = number | 'hangs' | 'hangsUp';

export interface ConnectProxy {
	/** Its URL for `HTTPS_PROXY`. */
	readonly url: string;
	/** Its name in errors. */
	readonly name: string;
	/** `host:port` of each CONNECT. */
	readonly asked: string[];
	/** The credentials of each CONNECT. */
	readonly authorizations: Array<string | undefined>;
	readonly stop: () => Promise<void>;
}

/** A proxy for outgoing connections (RFC 9110, section 9.3.6) on loopback; with 200 it opens tunnels. */
export async function startConnectProxy(manner: ProxyManner = 200): Promise<ConnectProxy> {
	const asked: string[] = [];
	const authorizations: Array<string | undefined> = [];
	const sockets = new Set<Socket>();
	const server = http.createServer();
	server.on('connection', (socket) => sockets.add(socket));
	server.on('connect', ({ url = '', headers }: http.IncomingMessage, client: Socket) => {
		asked.push(url);
		authorizations.push(headers['proxy-authorization']);
		client.on('error', () => undefined);
		if (manner === 'hangsUp') client.end();
		else if (manner === 200) tunnel(url, client);
		else if (manner !== 'hangs') {
			client.end(`HTTP/1.1 ${manner} No\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno`);
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stop = async () => {
		server.close();
		for (const socket of sockets) socket.destroy();
		await once(server, 'close');
	};
	return { url: `http://user:secret@${host}`, name: `http://${host}`, asked, authorizations, stop };
}

function tunnel(url: string, client: Socket): void {
	// All names resolve to this machine.
	const server = net.connect(Number(new URL(`tcp://${url}`).port), '127.0.0.1', () => {
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		server.pipe(client);
		client.pipe(server);
	});
	client.on('close', () => server.destroy());
	server.on('error', () => client.destroy());
}

const VARIABLES = ['HTTPS_PROXY', 'NO_PROXY', 'https_proxy', 'no_proxy'];

/** Sets n8n's outgoing proxy variables and returns a function that restores them. */
export function withProxy(proxy: string, noProxy = ''): () => void {
	const before = VARIABLES.map((name) => [name, process.env[name]] as const);
	for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
	process.env['HTTPS_PROXY'] = proxy;
	if (noProxy) process.env['NO_PROXY'] = noProxy;
	return () => {
		for (const [name, value] of before) {
			if (value === undefined) Reflect.deleteProperty(process.env, name);
			else process.env[name] = value;
		}
	};
}
