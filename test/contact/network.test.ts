import { startAlertingServer, startRawServer, startTlsServer } from '../../harness/tlsServer';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startConnectProxy } from '../support/connectProxy';
import { argsFor, contactRun, type ContactRun } from './support/contactRun';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

/** Runs the command with a server other than the sandbox, and then stops the server. */
async function contactWith(server: {
	url: string;
	certificate?: string;
	stop: () => Promise<void>;
}): Promise<ContactRun> {
	try {
		return await contactRun(sandbox, { server });
	} finally {
		await server.stop();
	}
}

describe('a connection problem is reported, with what to do:', () => {
	it('nothing listens', async () => {
		const gone = await startTlsServer();
		await gone.stop();
		const { exitCode, said, result } = await contactRun(sandbox, { server: gone });
		expect(exitCode).toBe(1);
		expect(said).toMatch(/No connection could be made \(TCP\).*ECONNREFUSED/);
		expect(said).toContain(
			"Check the credential’s 'Base URL', and that no firewall blocks the connection",
		);
		expect(result).toMatchObject({ network: { proxy: false } });
	});

	it('the host does not exist', async () => {
		const args = argsFor(sandbox, 'https://nowhere.invalid');
		const { exitCode, said } = await contactRun(sandbox, { args, typed: ['nowhere.invalid'] });
		expect(exitCode).toBe(1);
		expect(said).toMatch(/The host name was not found \(DNS\): nowhere\.invalid/);
	});

	it('the server’s certificate is not trusted', async () => {
		const { said, exitCode } = await contactWith({ ...(await startTlsServer()), certificate: '' });
		expect(exitCode).toBe(1);
		expect(said).toMatch(/The server’s certificate is not trusted \(TLS\)/);
	});

	it('it is for another host, which gets no request', async () => {
		const server = await startTlsServer({ host: { type: 'dns', value: 'else.example' } });
		const { said, exitCode } = await contactWith(server);
		expect(exitCode).toBe(1);
		expect(said).toMatch(/The server’s certificate is for another host name \(TLS\)/);
		expect(server.requests()).toBe(0);
	});

	it('the server wants another kind of client certificate', async () => {
		const { said, exitCode } = await contactWith(
			await startTlsServer({ refusesCertificate: true }),
		);
		expect(exitCode).toBe(1);
		expect(said).toMatch(/TLSv1\.3: .*\(TLS\).*\nTLSv1\.2: .*\(TLS\)/);
	});

	it('the server rejects the client certificate with an alert', async () => {
		const { said, exitCode } = await contactWith(await startAlertingServer(42));
		expect(exitCode).toBe(1);
		expect(said).toMatch(/The server refused the client certificate \(TLS\).*alert 42/);
	});

	it('the server doesn’t support TLS', async () => {
		const server = await startRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
		const { said, exitCode } = await contactWith(server);
		expect(exitCode).toBe(1);
		expect(said).toMatch(/The server does not speak TLS/);
	});

	it('something other than WoSignDoc responds', async () => {
		const server = await startTlsServer({
			requestCert: true,
			handle: (request, response) => {
				request.resume();
				response.writeHead(403, { 'content-type': 'text/html' });
				response.end('<html>Blocked by the firewall</html>');
			},
		});
		const { said, page, result } = await contactWith(server);
		expect(said).toContain('not a response from the platform (HTTP 403)');
		expect(said).toContain('The response is not from WoSignDoc');
		expect(result?.requests?.encodings).toEqual([]);
		expect(page).toMatch(/\| A1 \| .* \| \*\*refuted\*\* \|/);
	});
});

describe('a platform that doesn’t know the caller gets no further requests:', () => {
	it.each([
		['unregisteredCertificate', 'strangerKey'],
		['strangerCertificate', 'strangerKey'],
	] as const)('with %s it answers -80', async (certificate, key) => {
		const before = sandbox.requests.length;
		const files = { certificate: sandbox.files[certificate], key: sandbox.files[key] };
		const args = [...argsFor(sandbox, sandbox.url, files), '--ca', sandbox.files.ca];
		const { exitCode, said, result } = await contactRun(sandbox, { args });
		expect(exitCode).toBe(1);
		expect(said).toContain('rejected the client certificate (-80)');
		expect(said).toContain('Ask WoSign whether the public key');
		expect(result?.network?.tlsVersions).toEqual([]);
		expect(sandbox.requests.length - before).toBe(2);
	});

	it.each([
		['an unknown token', '-65', 'T'],
		['a banned token', '-67', 'f0f0f0f0-0067-4000-8000-000000000067'],
		['an empty account', '-68', '00000000-0068-4000-8000-000000000068'],
	])('with %s it answers %s', async (_, code, token) => {
		const environment = { WOSIGNDOC_TOKEN: token };
		const { exitCode, said, json } = await contactRun(sandbox, { environment });
		expect(exitCode).toBe(1);
		expect(said).toContain(`WoSignDoc returned ${code}: `);
		expect(json).not.toContain(token === 'T' ? '"T"' : token);
	});
});

/** Runs the command with a host name that only a proxy can resolve. */
async function contactByName(environment: NodeJS.ProcessEnv): Promise<ContactRun> {
	const address = `https://localhost.:${new URL(sandbox.url).port}`;
	const args = [...argsFor(sandbox, address), '--ca', sandbox.files.ca];
	return await contactRun(sandbox, { args, environment, typed: ['localhost.'] });
}

describe('a proxy of the environment', () => {
	it('is used, with its user and password, and recorded', async () => {
		const proxy = await startConnectProxy();
		const environment = { https_proxy: proxy.url };
		const { exitCode, said, result, json } = await contactByName(environment);
		await proxy.stop();
		expect(exitCode).toBe(0);
		expect(result?.network?.proxy).toBe(true);
		expect(new Set(proxy.asked)).toEqual(new Set([`localhost.:${new URL(sandbox.url).port}`]));
		expect(new Set(proxy.authorizations)).toEqual(new Set(['Basic dXNlcjpzZWNyZXQ=']));
		expect(`${said}${json}`).not.toContain('secret');
	});

	it('is not used for hosts of NO_PROXY', async () => {
		const proxy = await startConnectProxy();
		const environment = { HTTPS_PROXY: proxy.url, NO_PROXY: 'example.com, localhost.' };
		const { result } = await contactByName(environment);
		await proxy.stop();
		expect(result?.network?.proxy).toBe(false);
		expect(proxy.asked).toEqual([]);
	});

	it('is not used for this machine, because 127.0.0.1 would be the proxy itself', async () => {
		const proxy = await startConnectProxy();
		const { result } = await contactRun(sandbox, { environment: { HTTPS_PROXY: proxy.url } });
		await proxy.stop();
		expect(result?.network?.proxy).toBe(false);
		expect(proxy.asked).toEqual([]);
	});

	it('whose password has a stray percent sign is used unchanged', async () => {
		const proxy = await startConnectProxy();
		const environment = { HTTPS_PROXY: proxy.url.replace('secret', 'se%cret') };
		const { exitCode } = await contactByName(environment);
		await proxy.stop();
		expect(exitCode).toBe(0);
		const [authorization = ''] = proxy.authorizations;
		expect(Buffer.from(authorization.slice(6), 'base64').toString()).toBe('user:se%cret');
	});

	it.each([
		[407, 'Put the user and password into HTTPS_PROXY'],
		[403, 'Ask its administrator to allow the host'],
		[502, 'Ask its administrator to allow the host'],
	])('that answers %s is named, with what to do', async (status, remedy) => {
		const proxy = await startConnectProxy(status);
		const environment = { HTTPS_PROXY: proxy.url };
		const { exitCode, said } = await contactByName(environment);
		await proxy.stop();
		expect(exitCode).toBe(1);
		expect(said).toContain(`opened no connection to localhost. (HTTP ${status}).\n${remedy}`);
		expect(said).not.toContain('secret');
	});

	it('that can’t be reached or used is named', async () => {
		const proxy = await startConnectProxy();
		await proxy.stop();
		const gone = await contactByName({ HTTPS_PROXY: proxy.url });
		expect(gone.said).toMatch(/The proxy 127\.0\.0\.1:\d+ can’t be reached/);
		const socks = await contactByName({ HTTPS_PROXY: 'socks5://127.0.0.1' });
		expect(socks.said).toContain('The proxy in HTTPS_PROXY can’t be used');
		expect([gone.exitCode, socks.exitCode]).toEqual([1, 1]);
	});
});
