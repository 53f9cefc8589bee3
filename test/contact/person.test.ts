import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from '../../contact/options';
import { startTlsServer } from '../../harness/tlsServer';
import { startSandbox, type Sandbox } from '../../sandbox';
import { argsFor, contactRun } from './support/contactRun';

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	folder = mkdtempSync(join(tmpdir(), 'contact-person-'));
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true });
});

const file = (name: string, content: string) => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
};
const own = () => argsFor(sandbox, sandbox.url);

describe('nothing is sent without consent', () => {
	const production = ['--production', '--certificate', 'x', '--key', 'y'];

	it('to production, unless its name is typed', async () => {
		const { exitCode, said } = await contactRun(sandbox, { args: production, typed: ['yes'] });
		expect(exitCode).toBe(1);
		expect(said).toContain(
			'docapi.wosign.com is the production host: orders are real and cost money.',
		);
		expect(said).toContain('Not confirmed. Nothing was sent');
	});

	it('to production from a script, which can’t confirm', async () => {
		const { exitCode, said } = await contactRun(sandbox, { args: production });
		expect(exitCode).toBe(1);
		expect(said).toContain('docapi.wosign.com must be confirmed');
	});

	it.each(['https://docapi.wosign.com', 'https://DOCAPI.wosign.com.:443/'])(
		'to production by its address, %s',
		async (address) => {
			const args = argsFor(sandbox, address);
			const { exitCode, said } = await contactRun(sandbox, { args, typed: ['docapi.wosign.com'] });
			expect(exitCode).toBe(1);
			expect(said).toContain('To use it, add --production');
		},
	);

	it('to a gateway, which may lead to production, unless its name is typed', async () => {
		const args = argsFor(sandbox, 'https://gateway.invalid');
		const { said } = await contactRun(sandbox, { args, typed: ['gateway'] });
		expect(said).toContain('gateway.invalid is not the test host and may forward requests');
		expect(said).toContain('Not confirmed. Nothing was sent');
	});

	it.each(['http://127.0.0.1', 'https://user:pass@127.0.0.1', 'x'])(
		'to an invalid address, %s',
		async (address) => {
			const { exitCode, said } = await contactRun(sandbox, { args: argsFor(sandbox, address) });
			expect(exitCode).toBe(1);
			expect(said).toContain('--base-url must be an https:// URL without user and password');
		},
	);
});

describe('the credential is checked before anything is sent', () => {
	const cases: ReadonlyArray<readonly [string, (files: Sandbox['files']) => string[], RegExp]> = [
		['a key of another certificate', (f) => ['--key', f.strangerKey], /key does not belong to/],
		['an expired certificate', (f) => ['--certificate', f.expiredCertificate], /expired on/],
		[
			'files that were swapped',
			(f) => ['--certificate', f.privateKey, '--key', f.certificate],
			/swapped/,
		],
		['a missing file', () => ['--key', '/nowhere'], /The file in --key can’t be read \(ENOENT\)/],
		['a folder', () => ['--key', '/'], /The file in --key can’t be read \(EISDIR\)/],
		['two kinds at once', (f) => ['--pfx', f.pfx], /Set --certificate and --key, or --pfx/],
		[
			'an encrypted key without its passphrase',
			(f) => ['--key', f.encryptedPrivateKey],
			/Passphrase is missing.\nUse --passphrase-file/,
		],
		['an invalid authority', (f) => ['--ca', f.privateKey], /'--ca' cannot be read/],
	];

	it.each(cases)('%s is named', async (_, changes, message) => {
		const before = sandbox.requests.length;
		const args = [...own(), '--ca', sandbox.files.ca, ...changes(sandbox.files)];
		const { exitCode, said, json } = await contactRun(sandbox, { args });
		expect(exitCode).toBe(1);
		expect(said).toMatch(message);
		expect(json).toBe('');
		expect(sandbox.requests.length).toBe(before);
	});

	it('an old PFX file is named, with the command that converts it', async () => {
		const { url, files } = sandbox;
		const args = ['--base-url', url, '--ca', files.ca, '--pfx', files.legacyPfx];
		const { said } = await contactRun(sandbox, { args, typed: ['sandbox'] });
		expect(said).toMatch(/The PFX file is in an old form \(.*RC2.*\)[^]*openssl pkcs12 -legacy/);
	});

	it('one that expires soon is used, with a notice', async () => {
		const certificate = sandbox.files.expiringCertificate;
		const args = [...argsFor(sandbox, sandbox.url, { certificate }), '--ca', sandbox.files.ca];
		const { exitCode, said } = await contactRun(sandbox, { args });
		expect(exitCode).toBe(0);
		expect(said).toMatch(/The client certificate expires in 1\d days/);
	});
});

describe('secrets come', () => {
	it('from files, with any line ending', async () => {
		const { url, files, tokenId } = sandbox;
		const args = [
			...['--base-url', url, '--ca', files.ca, '--pfx', files.pfx],
			...['--passphrase-file', file('passphrase', 'sandbox\n')],
			...['--token-file', file('token', `${tokenId}\r\n`)],
		];
		const { exitCode, said } = await contactRun(sandbox, {
			args,
			environment: { WOSIGNDOC_TOKEN: '' },
		});
		expect(exitCode).toBe(0);
		expect(said).not.toContain(tokenId);
	});

	it('or typed, without being shown', async () => {
		const { url, files, tokenId } = sandbox;
		const args = ['--base-url', url, '--ca', files.ca, '--pfx', files.pfx];
		const environment = { WOSIGNDOC_TOKEN: undefined };
		const typed = ['sandbox', tokenId];
		const { exitCode, said } = await contactRun(sandbox, { args, environment, typed });
		expect(exitCode).toBe(0);
		expect(said).toMatch(/Passphrase \(not shown\): \nTokenID \(not shown\): /);
	});

	it.each([['--token', 'T'], ['--token=T'], ['--passphrase=T']])(
		'never from the command line, where others can see them, %s',
		(...args) => {
			expect(() => parseOptions(args)).toThrow(/Unknown option/);
		},
	);
});

describe('Ctrl-C', () => {
	it('ends it immediately, and the observations are written', async () => {
		const stop = new AbortController();
		let count = 0;
		const server = await startTlsServer({
			requestCert: true,
			handle: (request, response) => {
				request.resume();
				// Answers the network step's two requests and then stops responding.
				if (++count <= 2) response.end('{"status":0,"errorcode":-63}');
				else stop.abort();
			},
		});
		const startedAt = Date.now();
		const run = await contactRun(sandbox, { server, interrupted: stop.signal });
		await server.stop();
		expect(run.exitCode).toBe(130);
		expect(run.said).toMatch(/\nStopped\.$/);
		expect(run.result?.network?.tlsVersions).toEqual(['TLSv1.2', 'TLSv1.3']);
		expect(count).toBe(3);
		expect(Date.now() - startedAt).toBeLessThan(10_000);
	});

	it('before any observation writes nothing', async () => {
		const run = await contactRun(sandbox, { interrupted: AbortSignal.abort() });
		expect([run.exitCode, run.json]).toEqual([130, '']);
	});
});

it('an earlier result is kept, and the new one gets a number', async () => {
	const args = [...own(), '--ca', sandbox.files.ca];
	const { written } = await contactRun(sandbox, {
		args,
		there: ['first-contact.json', 'first-contact-2.md'],
	});
	expect(written).toEqual(
		expect.arrayContaining([
			'first-contact.json',
			'first-contact-2.md',
			'first-contact-3.json',
			'first-contact-3.md',
		]),
	);
	expect(readdirSync(folder)).not.toContain('first-contact.json');
});
