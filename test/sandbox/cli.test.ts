import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');

function start(...options: string[]) {
	const child = spawn(process.execPath, [tsx, join(root, 'sandbox/cli.ts'), ...options]);
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
	const printed = async (pattern: RegExp): Promise<string> => {
		for (;;) {
			const found = pattern.exec(text)?.[1];
			if (found !== undefined) return found;
			await once(child.stdout, 'data');
		}
	};
	return { child, printed, text: () => text };
}

it('prints what a caller needs and each request, and stops cleanly on Ctrl-C', async () => {
	const { child, printed } = start('--port', '0', '--callback', 'http://127.0.0.1:9/');
	const url = await printed(/WoSignDoc sandbox: (https:\S+)/);
	const ca = await printed(/^ca +(\S+)$/m);
	await printed(/(employment-contract +organisation, person)/);
	await printed(/(Ctrl-C)/);
	const request = https.request(url, { method: 'POST', ca: readFileSync(ca), agent: false });
	request.end('{}');
	await once(request, 'response');
	await printed(/(request {2}POST 2 bytes → -80 wrongCertificate \(no client certificate\))/);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
	expect(existsSync(ca)).toBe(false);
});

it('lists options and templates with --help', async () => {
	const { child, text } = start('--help');
	expect(await once(child, 'close')).toEqual([0, null]);
	expect(text()).toContain('--callback URL');
	expect(text()).toContain('consent-form');
});
