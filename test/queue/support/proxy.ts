import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../support/n8n/freePort';
import { waitFor } from '../../support/n8n/waitFor';
import { proxyConfiguration } from './deployment';
import { Server } from './server';

const START_TIMEOUT_MS = 10_000;

export interface Proxy {
	url: string;
	stop(): Promise<void>;
}

/**
 * Debian's nginx with the configuration of deploy/queue.
 *
 * @param folder for its files; whoever gave it removes it
 */
export async function startProxy(
	folder: string,
	mainPort: number,
	webhookPorts: readonly number[],
): Promise<Proxy> {
	const port = await freePort();
	const servers = (ports: readonly number[]) =>
		ports.map((one) => `server 127.0.0.1:${one};`).join(' ');
	await mkdir(join(folder, 'temporary'));
	const file = join(folder, 'nginx.conf');
	const site = proxyConfiguration({
		LISTEN: `127.0.0.1:${port}`,
		MAIN_SERVERS: servers([mainPort]),
		WEBHOOK_SERVERS: servers(webhookPorts),
	});
	await writeFile(file, mainConfiguration(folder, site));
	const server = new Server(['nginx', '-c', file, '-e', 'stderr'], join(folder, 'nginx.log'));
	server.start();
	const url = `http://127.0.0.1:${port}`;
	const answers = () => fetch(url).catch(() => undefined);
	await waitFor('the proxy', answers, START_TIMEOUT_MS);
	return { url, stop: () => server.stop() };
}

/** What nginx's image has around a site, with every path in a folder of ours. */
function mainConfiguration(folder: string, site: string): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${join(folder, 'temporary', name)};`)
		.join('\n');
	return `daemon off;
pid ${join(folder, 'nginx.pid')};
error_log stderr warn;
worker_processes 1;
events {}
http {
access_log off;
${temporary}
${site.replaceAll('/etc/nginx/tls', join(folder, 'tls'))}
}
`;
}
