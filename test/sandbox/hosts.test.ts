import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import tls from 'node:tls';
import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import { startPage, type SandboxPage } from '../../sandbox/page/startPage';
import { submit, visit } from './support/pageVisitor';

const ownAddresses = Object.values(networkInterfaces()).flatMap((found = []) => found);
const [ownAddress] = ownAddresses.filter(({ internal, family }) => !internal && family === 'IPv4');
const itOutside = ownAddress ? it : it.skip;
const outside = ownAddress?.address ?? '';
const itWithIPv6 = ownAddresses.some(({ address }) => address === '::1') ? it : it.skip;

const running: Array<{ stop(): Promise<void> }> = [];
afterEach(async () => {
	for (const one of running.splice(0).reverse()) await one.stop();
});

async function start(options: SandboxOptions): Promise<Sandbox> {
	const sandbox = await startSandbox({ autoSign: false, ...options });
	running.push(sandbox);
	return sandbox;
}

async function startWithPage(options: SandboxOptions): Promise<SandboxPage> {
	const page = await startPage(await start({}), options);
	running.push(page);
	return page;
}

const portOf = ({ url }: { url: string }) => Number(new URL(url).port);

/** The outcome of a connection to this address. */
async function connection(host: string, port: number): Promise<string> {
	const socket = connect({ host, port });
	try {
		return await once(socket, 'connect').then(
			() => 'open',
			(error: NodeJS.ErrnoException) => error.code ?? 'failed',
		);
	} finally {
		socket.destroy();
	}
}

/** Whether the certificate is valid for a caller that uses this name. */
async function certificateFor(sandbox: Sandbox, name: string, host = '127.0.0.1') {
	const socket = tls.connect({
		host,
		port: portOf(sandbox),
		ca: sandbox.credential.caCertificate,
		checkServerIdentity: (_, certificate) => tls.checkServerIdentity(name, certificate),
	});
	try {
		return await once(socket, 'secureConnect').then(
			() => 'valid',
			(error: NodeJS.ErrnoException) => error.code ?? 'failed',
		);
	} finally {
		socket.destroy();
	}
}

describe('a sandbox with default options', () => {
	itOutside('is closed to other machines, and so is its page', async () => {
		const sandbox = await start({});
		const page = await startPage(sandbox);
		running.push(page);
		for (const server of [sandbox, page]) {
			expect(server.listening).toEqual({
				at: `127.0.0.1:${portOf(server)}`,
				beyondLoopback: false,
			});
			expect(await connection('127.0.0.1', portOf(server))).toBe('open');
			expect(await connection(outside, portOf(server))).toBe('ECONNREFUSED');
		}
	});

	itOutside('stays closed with --name, which only adds names to its certificate', async () => {
		const sandbox = await start({ names: ['host.docker.internal'] });
		expect(sandbox.url).toBe(`https://host.docker.internal:${portOf(sandbox)}`);
		expect(sandbox.listening.beyondLoopback).toBe(false);
		expect(await connection(outside, portOf(sandbox))).toBe('ECONNREFUSED');
		expect(await certificateFor(sandbox, 'host.docker.internal')).toBe('valid');
	});

	itOutside('keeps its page closed if only the API is opened', async () => {
		const sandbox = await start({ host: '0.0.0.0', names: ['sandbox'] });
		const page = await startPage(sandbox, { names: ['sandbox'] });
		running.push(page);
		expect(await connection(outside, portOf(sandbox))).toBe('open');
		expect(await connection(outside, portOf(page))).toBe('ECONNREFUSED');
	});
});

describe('a sandbox that listens on all addresses', () => {
	it('has a certificate for each given name and address, and for localhost', async () => {
		const names = ['Sandbox', 'host.docker.internal', '192.0.2.7', '2001:DB8:0::7', 'my_service'];
		const sandbox = await start({ host: '0.0.0.0', names });
		expect(sandbox.url).toBe(`https://sandbox:${portOf(sandbox)}`);
		expect(sandbox.listening).toEqual({ at: `0.0.0.0:${portOf(sandbox)}`, beyondLoopback: true });
		for (const name of [...names, 'localhost', '127.0.0.1'])
			expect([name, await certificateFor(sandbox, name)]).toEqual([name, 'valid']);
		for (const name of ['other', 'x.sandbox', '0.0.0.0', '192.0.2.8', '2001:db8::8'])
			expect([name, await certificateFor(sandbox, name)]).toEqual([
				name,
				'ERR_TLS_CERT_ALTNAME_INVALID',
			]);
	});

	itOutside('accepts an order at this machine’s address', async () => {
		const sandbox = await start({ host: '0.0.0.0', names: [outside] });
		expect(sandbox.url).toBe(`https://${outside}:${portOf(sandbox)}`);
		const answer = await order(sandbox, orderFor(sandbox, await pdfWith({})));
		expect(answer).toMatchObject({ status: 1, errorcode: 0 });
	});

	it.each(['0.0.0.0', '::', '::ffff:0.0.0.0'])(
		'does not start without a name that callers can use: %s',
		async (host) => {
			await expect(startSandbox({ host })).rejects.toThrow(
				`--host ${host} listens on all addresses. Add --name`,
			);
		},
	);
});

describe('a sandbox that listens on one address', () => {
	itOutside('is called by it', async () => {
		const sandbox = await start({ host: outside });
		expect(sandbox.url).toBe(`https://${outside}:${portOf(sandbox)}`);
		expect(sandbox.listening.beyondLoopback).toBe(true);
		expect(await certificateFor(sandbox, outside, outside)).toBe('valid');
		expect(await connection('127.0.0.1', portOf(sandbox))).toBe('ECONNREFUSED');
	});

	itWithIPv6('accepts an order at an IPv6 address', async () => {
		const sandbox = await start({ host: '::1' });
		expect(sandbox.url).toBe(`https://[::1]:${portOf(sandbox)}`);
		expect(sandbox.listening).toEqual({ at: `[::1]:${portOf(sandbox)}`, beyondLoopback: false });
		const answer = await order(sandbox, orderFor(sandbox, await pdfWith({})));
		expect(answer).toMatchObject({ status: 1 });
	});

	it('can be given by name', async () => {
		const sandbox = await start({ host: 'localhost' });
		expect(sandbox.listening.beyondLoopback).toBe(false);
		const { subjectAltName } = new X509Certificate(await certificateOf(sandbox));
		expect(subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
	});
});

/** The server's certificate, DER. */
async function certificateOf(sandbox: Sandbox): Promise<Buffer> {
	const { caCertificate: ca } = sandbox.credential;
	const socket = tls.connect({ host: 'localhost', port: portOf(sandbox), ca });
	await once(socket, 'secureConnect');
	const { raw } = socket.getPeerCertificate();
	socket.destroy();
	return raw;
}

it.each([
	'',
	' ',
	'https://sandbox',
	'sandbox:7443',
	'sandbox/',
	'user@sandbox',
	'*.example.com',
	'-sandbox',
	'sandbox.',
	'a..b',
	'192.0.2.300',
	'[::1]',
	'fe80::1%lo',
	'sand\nbox',
	'x'.repeat(64),
])('does not start with %p, which is not a host name', async (name) => {
	const message = `"${name}" is not a host name or an IP address.`;
	await expect(startSandbox({ names: [name] })).rejects.toThrow(message);
	await expect(startSandbox({ host: name })).rejects.toThrow(message);
});

it.each(['0.0.0.0', '0', '::'])('does not start with the name %s, a wildcard', async (name) => {
	await expect(startSandbox({ names: ['sandbox', name] })).rejects.toThrow(
		`--name ${name} can't be used`,
	);
});

describe('a page beyond loopback', () => {
	const options = { host: '0.0.0.0', names: ['sandbox'] };

	it('is shown at 127.0.0.1, where a container publishes it', async () => {
		const page = await startWithPage(options);
		expect(page.url).toBe(`http://127.0.0.1:${portOf(page)}`);
		expect(page.listening).toEqual({ at: `0.0.0.0:${portOf(page)}`, beyondLoopback: true });
	});

	it('accepts only the given names', async () => {
		const page = await startWithPage(options);
		const statusFor = async (host: string) =>
			(await visit(page.url, '/', { headers: { host } })).status;
		expect(await statusFor('sandbox')).toBe(200);
		expect(await statusFor(`sandbox:${portOf(page)}`)).toBe(200);
		for (const host of ['evil.example', 'sandbox.evil.example', `192.0.2.1:${portOf(page)}`])
			expect([host, await statusFor(host)]).toEqual([host, 403]);
	});

	itOutside('rejects an address that was not given', async () => {
		const page = await startWithPage(options);
		const at = `http://${outside}:${portOf(page)}`;
		expect(await visit(at, '/')).toMatchObject({ status: 403 });
		const named = await startWithPage({ host: outside });
		expect(named.url).toBe(`http://${outside}:${portOf(named)}`);
		expect(await visit(named.url, '/')).toMatchObject({ status: 200 });
	});

	it.each([
		['its own origin', 'http://sandbox:8080', 303],
		['another port of the same host', 'http://sandbox:3000', 403],
		['the same host over TLS', 'https://sandbox:8080', 403],
		['another site', 'http://evil.example', 403],
		['another of its names', 'http://127.0.0.1:8080', 403],
	])(
		'behind a published port, accepts a form only from its own page: %s',
		async (_, origin, status) => {
			const page = await startWithPage(options);
			const headers = { host: 'sandbox:8080', origin };
			const answer = await submit(page.url, '/callback', { url: 'http://n8n:5678/' }, headers);
			expect(answer.status).toBe(status);
		},
	);
});
