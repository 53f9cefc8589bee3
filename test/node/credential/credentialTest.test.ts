import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startAlertingServer, startTlsServer } from '../../../harness/tlsServer';
import type { RequestFailure, Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { tested } from '../support/credentialTest';
import { fixture } from '../support/orders';
import { credentialFile, credentialFor, pfxCredentialFor } from '../support/sandboxCredential';
import { action, trigger } from '../support/workflow';

let sandbox: Sandbox;
let requestsBefore: number;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	requestsBefore = sandbox.requests.length;
});
afterAll(async () => await sandbox.stop());

function requestCount(): number {
	return sandbox.requests.length - requestsBefore;
}

async function testedWith(changes: ICredentialDataDecryptedObject) {
	return await tested(credentialFor(sandbox, changes));
}

describe('a good credential', () => {
	it.each<[string, () => ICredentialDataDecryptedObject]>([
		['PEM', () => credentialFor(sandbox)],
		['PFX', () => pfxCredentialFor(sandbox)],
		['PEM with an encrypted key', () => encryptedKey()],
		[
			'pasted PEM',
			() =>
				credentialFor(sandbox, {
					certificate: sandbox.credential.certificate.replaceAll('\n', ' '),
				}),
		],
		['a base URL with a slash', () => credentialFor(sandbox, { baseUrl: `${sandbox.url}/` })],
	])('is called good, and no order is made: %s', async (_, credential) => {
		const orders = sandbox.orders.length;
		expect(await tested(credential())).toEqual({
			status: 'OK',
			message: 'The credential is good.',
		});
		expect(requestCount()).toBe(1);
		expect(sandbox.orders).toHaveLength(orders);
	});

	it.each<RequestFailure>([-55, -100, -48, -79, -57, -46, 'jsonString', 'bom', 'numbersAsStrings'])(
		'is called good whatever the platform lacks in the order: %j',
		async (answer) => {
			sandbox.failNextRequest(answer);
			expect(await testedWith({})).toEqual({ status: 'OK', message: 'The credential is good.' });
		},
	);

	it('of an account with a low balance succeeds, and reports the balance', async () => {
		const result = await testedWith({ tokenId: sandbox.otherTokens.poor });
		expect(result.status).toBe('OK');
		expect(result.message).toMatch(
			/^The credential is good, but: \[-68\] The account’s balance is too low\. Top the account up/,
		);
	});

	it('whose certificate expires within 30 days succeeds, and reports the day', async () => {
		const certificate = credentialFile(sandbox, 'expiringCertificate');
		const result = await testedWith({ certificate });
		const day = new Date(new X509Certificate(certificate).validTo).toISOString().slice(0, 10);
		expect(result.status).toBe('OK');
		expect(result.message).toContain(`The client certificate expires in 14 days, on ${day} `);
	});
});

describe('a credential that the platform refuses', () => {
	it.each<[number, string, () => ICredentialDataDecryptedObject]>([
		[-65, 'the token is unknown', () => ({ tokenId: randomUUID() })],
		[-67, 'the token may not use the API', () => ({ tokenId: sandbox.otherTokens.forbidden })],
		[-80, 'the certificate is another authority’s', () => stranger('strangerCertificate')],
		[-80, 'the certificate’s key is not registered', () => stranger('unregisteredCertificate')],
	])('fails with %i when %s', async (code, _, changes) => {
		const { status, message } = await testedWith(changes());
		expect(status).toBe('Error');
		expect(message).toMatch(new RegExp(`^\\[${code}\\] .+\\. [A-Z].+\\.$`));
	});

	it('fails with -69 when the platform has an error of its own', async () => {
		sandbox.failNextRequest(-69);
		expect(await testedWith({})).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('[-69]') as string,
		});
	});
});

describe('a client certificate that cannot be used', () => {
	it.each<[string, () => ICredentialDataDecryptedObject, RegExp]>([
		[
			'has expired',
			() => ({ certificate: credentialFile(sandbox, 'expiredCertificate') }),
			/^The certificate expired on \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\. Apply/,
		],
		[
			'is another pair’s',
			() => ({ privateKey: credentialFile(sandbox, 'strangerKey') }),
			/^The private key does not belong to the certificate\. /,
		],
		[
			'is garbage',
			() => ({ certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }),
			/^The certificate cannot be read\. Paste the PEM/,
		],
		[
			'has garbage for a key',
			() => ({ privateKey: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' }),
			/^The private key cannot be read\. Paste the PEM/,
		],
		[
			'has a key without its passphrase',
			() => ({ ...encryptedKey(), passphrase: '' }),
			/^The private key’s passphrase is missing\. /,
		],
		[
			'has a key with a wrong passphrase',
			() => ({ ...encryptedKey(), passphrase: 'wrong' }),
			/^The private key’s passphrase is wrong\. /,
		],
		[
			'is a PFX with a wrong passphrase',
			() => pfxCredentialFor(sandbox, { passphrase: 'wrong' }),
			/^The PFX file’s passphrase is wrong\. /,
		],
		[
			'is a PFX without its passphrase',
			() => pfxCredentialFor(sandbox, { passphrase: '' }),
			/^The PFX file’s passphrase is wrong\. /,
		],
		[
			'is an old PFX',
			() => legacyPfx(),
			/old form .* refuses\. .*openssl pkcs12 -legacy -in .* && openssl pkcs12 -export/,
		],
		[
			'is no PFX',
			() => pfxCredentialFor(sandbox, { pfx: 'bm90IGEgUEZY' }),
			/^The PFX cannot be read\. Give the whole/,
		],
		[
			'comes with rubbish for an authority',
			() => ({ caCertificate: 'rubbish' }),
			/^'CA Certificate' cannot be read\. Paste certificates in PEM form/,
		],
		[
			'comes with rubbish for roots',
			() => ({ trustedRoots: sandbox.credential.privateKey }),
			/^'Trusted Roots' cannot be read: this is a private key\. /,
		],
		[
			'is not there',
			() => ({ certificate: '', privateKey: '' }),
			/'Certificate' is empty; 'Private Key' is empty/,
		],
	])('is reported before anything is sent: it %s', async (_, changes, message) => {
		const result = await testedWith(changes());
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(requestCount()).toBe(0);
	});
});

it('a PFX encrypted with SM4, as Chinese tools write it, is left to OpenSSL to open', async () => {
	const pfx = fixture('sm4.pfx').bytes.toString('base64');
	const { message } = await tested(pfxCredentialFor(sandbox, { pfx, passphrase: 'sandbox' }));
	// The PFX was opened and its certificate presented; the sandbox doesn't know it.
	expect(message).toMatch(/^\[-80\]/);
	const refused = await tested(pfxCredentialFor(sandbox, { pfx, passphrase: 'wrong' }));
	expect(refused.message).toMatch(/^The PFX file’s passphrase is wrong/);
});

describe('a connection that cannot be established', () => {
	async function expectUnreachable(changes: ICredentialDataDecryptedObject, reason: string) {
		const { status, message } = await testedWith(changes);
		expect(status).toBe('Error');
		expect(message).toContain(reason);
		expect(requestCount()).toBe(0);
	}

	it('is reported when it breaks, and that no order was sent', async () => {
		sandbox.failNextRequest('reset');
		const host = new URL(sandbox.url).host;
		expect(await testedWith({})).toEqual({
			status: 'Error',
			message: `The connection to ${host} ended before an answer came. ECONNRESET. No order was sent. Try again.`,
		});
	});

	it('is reported when nothing listens', async () => {
		const { url, stop } = await startTlsServer();
		await stop();
		await expectUnreachable({ baseUrl: url }, 'No connection could be made (TCP)');
	});

	it.each([
		['the credential names no authority', () => ''],
		['the credential names another authority', () => credentialFile(sandbox, 'signingCa')],
	])('is reported when %s for the server', async (_, ca) => {
		await expectUnreachable({ caCertificate: ca() }, 'The server’s certificate is not trusted');
	});

	it('is reported when it is a different server', async () => {
		const server = await startTlsServer({ host: { type: 'dns', value: 'other.example' } });
		try {
			const changes = { baseUrl: server.url, caCertificate: server.certificate };
			await expectUnreachable(changes, 'for another host name');
		} finally {
			await server.stop();
		}
	});

	it('is reported when the server rejects the certificate in the handshake', async () => {
		const server = await startAlertingServer(42);
		try {
			await expectUnreachable({ baseUrl: server.url }, 'The server refused the client certificate');
		} finally {
			await server.stop();
		}
	});
});

describe('an address that is not the platform’s', () => {
	it.each<[RequestFailure, RegExp]>([
		['http500', /^The server failed \(HTTP 500\)\. The answer begins: .+Try again later\.$/s],
		['forbidden', /^The server refused access \(HTTP 403\), not the WoSignDoc API\. /],
		['html', /^A web page came instead of WoSignDoc’s answer \(HTTP 200\)\. /],
		['empty', /^The server answered with nothing \(HTTP 200\)\. The answer is empty\./],
		['redirect', /^The address answered with a redirect \(HTTP 302\) to another path/],
	])('is reported by its response, in the same words as for an order: %s', async (answer, told) => {
		sandbox.failNextRequest(answer);
		const { status, message } = await testedWith({});
		expect(status).toBe('Error');
		expect(message).toMatch(told);
		// No order was sent, so the message doesn't mention one.
		expect(message).not.toMatch(/order/);
		expect(requestCount()).toBe(1);
	});
});

it('no test reveals a secret', async () => {
	const { privateKey, pfx } = sandbox.credential;
	const secret = 'correct horse battery staple';
	const results = [
		await testedWith({ tokenId: secret }),
		await testedWith({ privateKey: `${privateKey.slice(0, 300)}${secret}` }),
		await testedWith({ ...encryptedKey(), passphrase: secret }),
		await tested(pfxCredentialFor(sandbox, { passphrase: secret })),
		await testedWith({ baseUrl: `https://${sandbox.otherTokens.poor}@127.0.0.1:1` }),
	];
	const text = JSON.stringify(results);
	for (const hidden of [
		secret,
		privateKey.slice(100, 140),
		pfx.slice(0, 40),
		sandbox.otherTokens.poor,
	]) {
		expect(text).not.toContain(hidden);
	}
});

it('both nodes offer the test to n8n', () => {
	for (const { description, methods } of [action, trigger]) {
		expect(description.credentials?.[0]).toMatchObject({
			name: 'woSignDocApi',
			testedBy: 'woSignDocApiTest',
		});
		expect(methods.credentialTest.woSignDocApiTest).toBeInstanceOf(Function);
	}
});

function encryptedKey(): ICredentialDataDecryptedObject {
	const { passphrase, privateKey } = sandbox.credential;
	const encrypted = createPrivateKey(privateKey).export({
		type: 'pkcs8',
		format: 'pem',
		cipher: 'aes-256-cbc',
		passphrase,
	});
	return credentialFor(sandbox, { privateKey: encrypted.toString(), passphrase });
}

function stranger(name: 'strangerCertificate' | 'unregisteredCertificate') {
	return {
		certificate: credentialFile(sandbox, name),
		privateKey: credentialFile(sandbox, 'strangerKey'),
	};
}

function legacyPfx(): ICredentialDataDecryptedObject {
	return pfxCredentialFor(sandbox, {
		pfx: readFileSync(sandbox.files.legacyPfx).toString('base64'),
	});
}
