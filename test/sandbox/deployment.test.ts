import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import tls from 'node:tls';
import { z } from 'zod';
import { sandboxCompose } from '../support/deployment';
import { visit } from './support/pageVisitor';
import { printing } from './support/printing';

const root = resolve(__dirname, '../..');
const command = z
	.array(z.string())
	.parse(sandboxCompose.services['sandbox']?.['command'])
	.filter((word) => word.startsWith('--') && word !== '--yes');

it('the options of deploy/sandbox/compose.yaml start a sandbox that n8n’s container can call', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'deployment-'));
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	// The last value of an option counts.
	const own = ['--port=0', '--page-port=0', `--directory=${directory}`];
	const child = spawn(process.execPath, [tsx, join(root, 'sandbox/cli.ts'), ...command, ...own]);
	const printed = printing(child);
	try {
		const url = new URL(await printed(/WoSignDoc sandbox: (https:\S+)/));
		expect(Object.keys(sandboxCompose.services)).toContain(url.hostname);
		const page = new URL(await printed(/Web page: +(http:\S+)/));
		await printed(/(WARNING: Other machines can reach the API .* and the web page, .*)/);
		await printed(/(Press Ctrl-C to stop)/);
		const socket = tls.connect({
			host: '127.0.0.1',
			port: Number(url.port),
			servername: url.hostname,
			ca: readFileSync(join(directory, 'ca.pem')),
		});
		await once(socket, 'secureConnect');
		expect(socket.authorized).toBe(true);
		socket.destroy();
		// As published by Docker: the browser's host and port are those outside the container.
		const published = { headers: { host: '127.0.0.1:7444' } };
		expect(await visit(page.href, '/', published)).toMatchObject({ status: 200 });
		const rebound = { headers: { host: 'evil.example:7444' } };
		expect(await visit(page.href, '/', rebound)).toMatchObject({ status: 403 });
	} finally {
		child.kill('SIGTERM');
		await once(child, 'exit');
		rmSync(directory, { recursive: true });
	}
});
