import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RealServer } from '../../../harness/realServer';
import { describeWithNginx, startNginx, startOpenSslServer } from '../../../harness/realServer';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { tested } from '../support/credentialTest';
import { failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFile, credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
let server: RealServer | undefined;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());
afterEach(async () => {
	await server?.stop();
	server = undefined;
});

function credentialTo(
	{ url, certificate }: RealServer,
	changes: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return credentialFor(sandbox, { baseUrl: url, caCertificate: certificate, ...changes });
}

function orderWith(credential: ICredentialDataDecryptedObject): NodeRunOptions {
	return {
		credential,
		node: { parameters: orderParameters('form', { orderNumber: randomUUID() }) },
		items: [{ json: {}, binary: inlineBinaryOf() }],
	};
}

/** Enables what OpenSSL 3 rejects by default. */
const OLD = ['-cipher', 'ALL:@SECLEVEL=0'];

describe('a handshake with a server that OpenSSL runs', () => {
	it.each<[string, readonly string[], string, RegExp]>([
		['only supports TLS 1.1', ['-tls1_1', ...OLD], 'rsa:2048', /no version of TLS in common/],
		['speaks TLS 1.0 alone', ['-tls1', ...OLD], 'rsa:2048', /no version of TLS in common/],
		['has a weak key', OLD, 'rsa:1024', /The server’s certificate is too weak/],
		[
			'has no safe cipher',
			['-tls1_2', '-cipher', 'NULL-SHA256:@SECLEVEL=0'],
			'rsa:2048',
			/could not agree on how to encrypt/,
		],
		[
			'refuses the client certificate’s authority, with TLS 1.2',
			['-tls1_2', '-Verify', '1', '-verify_return_error'],
			'rsa:2048',
			/The server refused the client certificate/,
		],
	])('has sent nothing when it %s, and says why', async (_, settings, key, happened) => {
		server = await startOpenSslServer(settings, key);
		const credential = credentialTo(server);
		const error = await failureOf(orderWith(credential));
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(happened);
		expect(error.description).toMatch(/^OpenSSL says “.+”/);
		expect(error.description).toMatch(/(must|Check|Ask) .+Nothing was sent\.$/);
		// The credential test has the same message, although it uses a different n8n helper.
		expect(await tested(credential)).toEqual({
			status: 'Error',
			message: `${error.message}. ${error.description}`,
		});
	});

	it('is not started with a client certificate that is too weak', async () => {
		server = await startOpenSslServer([]);
		const command = [
			'req',
			'-x509',
			'-newkey',
			'rsa:1024',
			'-nodes',
			'-days',
			'30',
			'-subj',
			'/CN=a',
		];
		const text = execFileSync('openssl', [...command, '-keyout', '-'], {
			stdio: 'pipe',
		}).toString();
		const error = await failureOf(
			orderWith(credentialTo(server, { certificate: text, privateKey: text })),
		);
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toMatch(/^The client certificate’s key is too weak for OpenSSL 3/);
		expect(error.description).toMatch(/2048 bits\. Nothing was sent\.$/);
	});
});

describeWithNginx('nginx with mutual TLS', () => {
	it('takes an order with the certificate that it knows', async () => {
		server = await startNginx(sandbox.credential.caCertificate);
		const { items } = await runNode(orderWith(credentialTo(server)));
		expect(items[0]?.json).toMatchObject({ signid: 'n-1' });
	});

	it.each<[string, string, () => string, RegExp]>([
		[
			'got no certificate, because it asks for one of another kind',
			'ssl_conf_command ClientSignatureAlgorithms ECDSA+SHA256;',
			() => sandbox.credential.caCertificate,
			/^The server got no client certificate \(HTTP 400\)$/,
		],
		[
			'does not know the certificate’s authority',
			'',
			() => credentialFile(sandbox, 'signingCa'),
			/^The server refused the client certificate \(HTTP 400\)$/,
		],
	])(
		'that %s says so with a page, and no order exists',
		async (_, settings, authority, happened) => {
			server = await startNginx(authority(), settings);
			const credential = credentialTo(server);
			const error = await failureOf(orderWith(credential));
			expect(error).toMatchObject({ httpCode: '400' });
			expect(error.message).toMatch(happened);
			expect(error.description).toMatch(/No order was created\.$/);
			const { status, message } = await tested(credential);
			expect(status).toBe('Error');
			expect(message).toContain(`${error.message}. The answer begins:`);
		},
	);
});
