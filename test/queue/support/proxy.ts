import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../harness/n8n/freePort';
import { waitFor } from '../../../harness/n8n/waitFor';
import { compose, proxyConfiguration, siteConfiguration } from '../../support/deployment';
import { Server } from './server';

const START_TIMEOUT_MS = 10_000;
/** As many as two cores can handle before the platform's timeout. */
const MOST_PUSHES = 64;

export interface Proxy {
	readonly pid: number | undefined;
	url: string;
	stop(): Promise<void>;
}

/**
 * Debian's nginx with the configuration of deploy/queue.
 *
 * @param folder for its files; removed by the caller
 */
export async function startProxy(
	folder: string,
	mainPort: number,
	webhookPorts: readonly number[],
): Promise<Proxy> {
	const port = await freePort();
	const servers = (service: string, ports: readonly number[]) => {
		const server = compose.services['proxy']?.environment[service] ?? '';
		return ports.map((one) => server.replace(/\w+:5678/, `127.0.0.1:${one}`)).join(' ');
	};
	for (const name of ['temporary', 'conf.d']) await mkdir(join(folder, name));
	const site = siteConfiguration({
		LISTEN: `127.0.0.1:${port}`,
		MAIN_SERVERS: servers('MAIN_SERVERS', [mainPort]),
		WEBHOOK_SERVERS: servers('WEBHOOK_SERVERS', webhookPorts),
		MOST_PUSHES: String(MOST_PUSHES),
	});
	await writeFile(join(folder, 'conf.d', 'site.conf'), site.replaceAll('/etc/nginx', folder));
	const file = join(folder, 'nginx.conf');
	await writeFile(file, inFolder(folder));
	const server = new Server(['nginx', '-c', file, '-e', 'stderr'], join(folder, 'nginx.log'));
	server.start();
	const url = `http://127.0.0.1:${port}`;
	const answers = () => fetch(url).catch(() => undefined);
	await waitFor('the proxy', answers, START_TIMEOUT_MS);
	return { url, pid: server.pid, stop: () => server.stop() };
}

/** The deployment's nginx.conf, changed to run in the foreground and with all paths in our folder. */
function inFolder(folder: string): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${join(folder, 'temporary', name)};`)
		.join('\n');
	const configuration = proxyConfiguration()
		.replaceAll('/etc/nginx', folder)
		.replace('http {', `http {\n${temporary}`);
	return `daemon off;\npid ${join(folder, 'nginx.pid')};\n${configuration}`;
}
