import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visit } from './support/pageVisitor';
import { printing } from './support/printing';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');

const start = (...options: string[]) => startIn(tmpdir(), ...options);

function startIn(temporary: string, ...options: string[]) {
	const child = spawn(process.execPath, [tsx, join(root, 'sandbox/cli.ts'), ...options], {
		env: { ...process.env, TMPDIR: temporary },
	});
	const printed = printing(child);
	return { child, printed };
}

it('prints what a caller needs and each request, and stops cleanly on Ctrl-C', async () => {
	const { child, printed } = start('--port', '0', '--callback', 'http://127.0.0.1:9/');
	const url = await printed(/WoSignDoc sandbox: (https:\S+)/);
	const ca = await printed(/^ca +(\S+)$/m);
	await printed(/(employment-contract +organization, person)/);
	await printed(/(Ctrl-C)/);
	const request = https.request(url, { method: 'POST', ca: readFileSync(ca), agent: false });
	request.end('{}');
	await once(request, 'response');
	await printed(/(request {2}POST 2 bytes → -80 wrongCertificate \(no client certificate\))/);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
	expect(existsSync(ca)).toBe(false);
});

it('prints text from callers on one line, with control characters escaped', async () => {
	const { child, printed } = start('--port', '0');
	const url = await printed(/WoSignDoc sandbox: (https:\S+)/);
	const tokenid = await printed(/^Token +(\S+)$/m);
	const [ca, cert, key] = await Promise.all(
		['ca', 'certificate', 'privateKey'].map(
			async (name) => await printed(new RegExp(`^${name} +(\\S+)$`, 'm')),
		),
	).then((files) => files.map((file) => readFileSync(file)));
	const request = https.request(url, { method: 'POST', ca, cert, key, agent: false });
	request.end(JSON.stringify({ tokenid, actiontype: 'X\r\n\u202e\u2028\u001b[2K\u200bfeigned' }));
	await once(request, 'response');
	expect(await printed(/\(actiontype (.*feigned)\)$/m)).toBe(
		String.raw`X\u{d}\u{a}\u{202e}\u{2028}\u{1b}[2K\u{200b}feigned`,
	);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});

it('serves a web page, where orders are signed by hand with --manual', async () => {
	const { child, printed } = start('--port', '0', '--page-port', '0', '--manual');
	const page = await printed(/Web page: +(http:\/\/127\.0\.0\.1:\d+)/);
	await printed(/^Orders +(wait until you sign or reject them on the page)$/m);
	const { status, text } = await visit(page, '/');
	expect(status).toBe(200);
	expect(text).toContain('wait until you sign or reject them');
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});

it('explains why it can’t start, and leaves no files behind', async () => {
	const first = start('--port', '0');
	const taken = new URL(await first.printed(/Web page: +(http:\S+)/)).port;
	const temporary = mkdtempSync(join(tmpdir(), 'cli-'));
	const { child } = startIn(temporary, '--port', '0', '--page-port', taken);
	let complaint = '';
	child.stderr.on('data', (part) => (complaint += String(part)));
	expect(await once(child, 'close')).toEqual([1, null]);
	expect(complaint).toContain('EADDRINUSE');
	expect(readdirSync(temporary).filter((name) => name.startsWith('wosigndoc'))).toEqual([]);
	rmSync(temporary, { recursive: true });
	first.child.kill('SIGINT');
	expect(await once(first.child, 'exit')).toEqual([0, null]);
});

it('signs as --signature and --time-stamp ask', async () => {
	const { child, printed } = start('--port', '0', '--signature', 'sm2', '--time-stamp');
	await printed(/^Signatures +(sm2, with timestamps)$/m);
	const roots = readFileSync(await printed(/^trustedRoots +(\S+)$/m), 'latin1');
	// The signing CAs, RSA and SM2, and the time-stamping CA.
	expect(roots.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});

it('does not start with an unknown type of signature', async () => {
	const { child } = start('--port', '0', '--signature', 'dsa');
	let complaint = '';
	child.stderr.on('data', (part) => (complaint += String(part)));
	expect(await once(child, 'close')).toEqual([1, null]);
	expect(complaint).toBe(
		'--signature must be one of rsa, rsaPss, ecdsa, sm2, sha1, wosigndoc, shortLived, not "dsa"\n',
	);
});

it('lists options and templates with --help', async () => {
	const { child, printed } = start('--help');
	await printed(/(--callback URL)/);
	await printed(/(consent-form)/);
	expect(await once(child, 'close')).toEqual([0, null]);
});

const warnings = /^WARNING: .*$/gm;

it('warns in one line when other machines can reach it, and only then', async () => {
	const open = ['--host', '0.0.0.0', '--page-host', '0.0.0.0', '--name', 'sandbox'];
	const ports = ['--port', '0', '--page-port', '0'];
	const cases = [
		[[], null],
		[['--name', 'host.docker.internal'], null],
		[open.slice(0, 2).concat(open.slice(4)), /can reach the API on 0\.0\.0\.0:\d+\./],
		[open.slice(2), /can reach the web page, which has no password, on 0\.0\.0\.0:\d+\./],
		[open, /can reach the API on \S+ and the web page, which has no password, on \S+\./],
	] as const;
	for (const [options, expected] of cases) {
		const { child, printed } = start(...ports, ...options);
		const text = await printed(/^([^]*)Press Ctrl-C to stop/);
		const [line = '', ...others] = text.match(warnings) ?? [];
		expect(others).toEqual([]);
		if (expected) expect(line).toMatch(expected);
		else expect(line).toBe('');
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
	}
});

it('does not listen on all addresses without a name, and says what to add', async () => {
	const { child } = start('--port', '0', '--host', '0.0.0.0');
	let complaint = '';
	child.stderr.on('data', (part) => (complaint += String(part)));
	expect(await once(child, 'close')).toEqual([1, null]);
	expect(complaint).toMatch(/^--host 0\.0\.0\.0 listens on all addresses\. Add --name [^\n]+\n$/);
});

it('accepts the credential of an earlier start in the same folder', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'cli-'));
	const options = ['--port', '0', '--page-port', '0', '--directory', directory];
	const first = start(...options);
	await first.printed(/(Press Ctrl-C to stop)/);
	first.child.kill('SIGINT');
	expect(await once(first.child, 'exit')).toEqual([0, null]);
	const [ca, cert, key] = ['ca.pem', 'client.pem', 'client.key'].map((file) =>
		readFileSync(join(directory, file)),
	);
	const second = start(...options);
	const url = await second.printed(/WoSignDoc sandbox: (https:\S+)/);
	await second.printed(/(Press Ctrl-C to stop)/);
	expect(readFileSync(join(directory, 'client.pem'))).not.toEqual(cert);
	const request = https.request(url, { method: 'POST', ca, cert, key, agent: false });
	request.end('{}');
	await once(request, 'response');
	await second.printed(/(request {2}POST 2 bytes → -100 incompleteRequest)/);
	second.child.kill('SIGINT');
	expect(await once(second.child, 'exit')).toEqual([0, null]);
	rmSync(directory, { recursive: true });
});
