import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from './n8n/freePort';

/** A third-party server on loopback. */
export interface RealServer {
	readonly url: string;
	/** Its self-signed certificate, PEM. */
	readonly certificate: string;
	readonly stop: () => Promise<void>;
}

/** A prepared folder with `server.crt` and `server.key`. */
function layOut(newKey: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'real-server-'));
	const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
	const files = ['-keyout', 'server.key', '-out', 'server.crt'];
	const command = ['req', '-x509', '-newkey', newKey, '-nodes', '-days', '30'];
	execFileSync('openssl', [...command, ...subject, ...files], { cwd: folder, stdio: 'pipe' });
	return folder;
}

/** OpenSSL's test server with any settings; it sends no response. */
export async function startOpenSslServer(
	settings: readonly string[],
	newKey = 'rsa:2048',
): Promise<RealServer> {
	const folder = layOut(newKey);
	const port = await freePort();
	const identity = ['-cert', 'server.crt', '-key', 'server.key'];
	const listen = ['s_server', '-www', '-accept', `127.0.0.1:${port}`];
	const server = spawn('openssl', [...listen, ...identity, ...settings], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	// A connection that only tests whether it listens would stop it.
	return await started(server, folder, port, printed(server.stdout, 'ACCEPT'));
}

const NGINX = '/usr/sbin/nginx';

/** `describe`, or a skipped one whose title says why. */
export function describeWithNginx(name: string, body: () => void): void {
	if (existsSync(NGINX)) describe(name, body);
	else describe.skip(`${name} (skipped: ${NGINX} not found)`, body);
}

/** nginx with mutual TLS, like a gateway: it accepts client certificates from one CA. */
export async function startNginx(authority: string, settings = ''): Promise<RealServer> {
	const folder = layOut('rsa:2048');
	const port = await freePort();
	writeFileSync(join(folder, 'authority.crt'), authority);
	writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, settings));
	const parameters = [
		'-p',
		folder,
		'-c',
		join(folder, 'nginx.conf'),
		'-e',
		join(folder, 'error.log'),
	];
	const server = spawn(NGINX, parameters, { stdio: 'ignore' });
	return await started(server, folder, port, listening(port));
}

function configuration(folder: string, port: number, settings: string): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${folder}/${name};`)
		.join('\n');
	return `daemon off; master_process off; pid ${folder}/nginx.pid;
events {}
http {
	access_log off;
	${temporary}
	client_max_body_size 512m;
	server {
		listen 127.0.0.1:${port} ssl;
		ssl_certificate ${folder}/server.crt;
		ssl_certificate_key ${folder}/server.key;
		ssl_client_certificate ${folder}/authority.crt;
		ssl_verify_client on;
		${settings}
		location / { default_type application/json; return 200 '{"status":1,"errorcode":0,"signid":"n-1"}'; }
	}
}`;
}

async function started(
	server: ChildProcess,
	folder: string,
	port: number,
	isUp: Promise<unknown>,
): Promise<RealServer> {
	const ended = once(server, 'exit');
	const stop = async () => {
		server.kill();
		await ended;
		rmSync(folder, { recursive: true });
	};
	await Promise.race([
		isUp,
		ended.then(() => {
			throw new Error(`the server exited immediately: ${server.spawnargs.join(' ')}`);
		}),
	]);
	const certificate = readFileSync(join(folder, 'server.crt'), 'utf8');
	return { url: `https://127.0.0.1:${port}`, certificate, stop };
}

async function printed(output: Readable, word: string): Promise<void> {
	let text = '';
	await new Promise<void>((resolve) => {
		output.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			if (text.includes(word)) resolve();
		});
	});
}

async function listening(port: number): Promise<void> {
	for (;;) {
		const socket = net.connect(port, '127.0.0.1');
		try {
			await once(socket, 'connect');
			return;
		} catch {
			await new Promise(setImmediate);
		} finally {
			socket.destroy();
		}
	}
}
