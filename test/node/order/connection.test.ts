import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startAlertingServer, startTlsServer } from '../../../harness/tlsServer';
import { localTime } from '../../../nodes/WoSignDoc/protocol/localTime';
import type { RequestFailure, Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { errorItemOf, failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFile, credentialFor, pfxCredentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

let orderNumber: string;
let requestsBefore: number;
beforeEach(() => {
	orderNumber = randomUUID();
	requestsBefore = sandbox.requests.length;
});

function requestCount(): number {
	return sandbox.requests.length - requestsBefore;
}

function orderWith(changes: ICredentialDataDecryptedObject = {}): NodeRunOptions {
	return {
		credential: credentialFor(sandbox, changes),
		node: { parameters: orderParameters('form', { orderNumber }) },
		items: [{ json: {}, binary: inlineBinaryOf() }],
	};
}

describe('an answer that is not the platform’s', () => {
	it.each<[RequestFailure, number, string]>([
		['http500', 500, 'The answer begins: ‹!DOCTYPE html>'],
		['forbidden', 403, 'The answer begins: ‹!DOCTYPE html>'],
		['html', 200, 'The answer begins: ‹!DOCTYPE html>'],
		['empty', 200, 'The answer is empty.'],
		[
			'redirect',
			302,
			'The contract and the client certificate are sent only to the credential’s address',
		],
		[{ status: 200, body: '{"status":1}' }, 200, 'The answer begins: {"status":1}'],
		[{ status: 502, body: 'busy '.repeat(60) }, 502, `The answer begins: ${'busy '.repeat(40)}\n`],
	])('is shown with its HTTP status and its beginning: %j', async (answer, status, beginning) => {
		sandbox.failNextRequest(answer);
		const error = await failureOf(orderWith());
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: String(status), context: { itemIndex: 0 } });
		expect(error.message).toContain(`HTTP ${status}`);
		expect(error.description).toContain(beginning);
		expect(requestCount()).toBe(1);
	});

	it('is reported with code and HTTP status to a workflow that continues', async () => {
		sandbox.failNextRequest('html');
		const error = await errorItemOf(orderWith());
		expect(error).toMatchObject({ code: 'unreadableResponse', httpStatus: 200 });
	});
});

describe('the platform’s answer', () => {
	it.each<RequestFailure>(['jsonString', 'bom', 'numbersAsStrings', 'camelCase'])(
		'is understood in the form %s',
		async (form) => {
			sandbox.failNextRequest(form);
			const { items } = await runNode(orderWith());
			const { signid } = sandbox.orders.at(-1) ?? {};
			expect(items[0]?.json).toEqual({ status: 1, signid, orderNumber });
		},
	);
});

describe('a connection lost after the order went out', () => {
	it.each<RequestFailure>(['reset', 'lostAnswer'])(
		'leaves the outcome open and says that sending again is safe: %s',
		async (failure) => {
			sandbox.failNextRequest(failure);
			const error = await failureOf(orderWith());
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error).toMatchObject({ httpCode: 'outcomeUnknown', context: { itemIndex: 0 } });
			// With this message, not n8n's message for a reset connection.
			expect(error.message).toBe(
				`The connection to ${new URL(sandbox.url).host} ended before an answer came`,
			);
			expect(error.description).toMatch(
				/^ECONNRESET\. Unknown outcome: the order may exist\. .* is safe/,
			);
		},
	);

	it('is safe to be sent again: the platform knows the order already', async () => {
		sandbox.failNextRequest('lostAnswer');
		await failureOf(orderWith());
		expect(await failureOf(orderWith())).toMatchObject({ httpCode: '-47' });
		expect(sandbox.orders.filter((order) => order.orderNumber === orderNumber)).toHaveLength(1);
	});
});

describe('an order that cannot be sent', () => {
	async function expectNotSent(changes: ICredentialDataDecryptedObject, reason: string) {
		const error = await failureOf(orderWith(changes));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: 'requestNotSent' });
		expect(error.message).toContain(reason);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(requestCount()).toBe(0);
	}

	it('reports that nothing listens', async () => {
		const { url, stop } = await startTlsServer();
		await stop();
		await expectNotSent({ baseUrl: url }, 'No connection could be made (TCP)');
	});

	it.each([
		['public authorities alone', () => ''],
		['another authority', () => credentialFile(sandbox, 'signingCa')],
	])('reports that the server is not trusted if the credential names %s', async (_, ca) => {
		await expectNotSent({ caCertificate: ca() }, 'The server’s certificate is not trusted (TLS)');
	});

	it.each([
		['is for another host name', { host: { type: 'dns', value: 'other.example' } } as const],
		['has expired', { endsIn: -1 }],
	])('reports that the server’s certificate %s', async (problem, options) => {
		const server = await startTlsServer(options);
		try {
			const changes = { baseUrl: server.url, caCertificate: server.certificate };
			await expectNotSent(changes, `The server’s certificate ${problem}`);
			expect(server.requests()).toBe(0);
		} finally {
			await server.stop();
		}
	});

	it.each([
		['bad_certificate', 42],
		['unknown_ca', 48],
		['certificate_required', 116],
	])(
		'reports that the server rejected the client certificate in the handshake: %s',
		async (_, alert) => {
			const server = await startAlertingServer(alert);
			try {
				await expectNotSent(
					{ baseUrl: server.url },
					'The server refused the client certificate (TLS)',
				);
			} finally {
				await server.stop();
			}
		},
	);

	it('is not sent without a certificate', async () => {
		const error = await failureOf(orderWith({ certificate: '', privateKey: '' }));
		expect(error.message).toContain("'Certificate' is empty; 'Private Key' is empty");
		expect(requestCount()).toBe(0);
	});
});

describe('a client certificate', () => {
	it.each([
		['of the right pair', () => credentialFor(sandbox)],
		['whose key is encrypted', encryptedKey],
		['pasted without line breaks', pastedPem],
		['in a PFX file', () => pfxCredentialFor(sandbox)],
	])('%s is presented to the platform', async (_, credential) => {
		const { items } = await runNode({ ...orderWith(), credential: credential() });
		expect(items[0]?.json).toMatchObject({ status: 1 });
	});

	it.each([
		['from another authority', 'strangerCertificate'],
		['for a key that is not registered', 'unregisteredCertificate'],
	] as const)('%s is refused by the platform with -80', async (_, name) => {
		const certificate = credentialFile(sandbox, name);
		const privateKey = credentialFile(sandbox, 'strangerKey');
		const error = await failureOf(orderWith({ certificate, privateKey }));
		expect(error).toMatchObject({ httpCode: '-80' });
		expect(error.message).toBe('[-80] Wrong client certificate');
	});

	it.each<[string, () => ICredentialDataDecryptedObject, string]>([
		[
			'has expired',
			() => ({ certificate: credentialFile(sandbox, 'expiredCertificate') }),
			'The certificate expired on',
		],
		[
			'is another pair’s',
			() => ({ privateKey: credentialFile(sandbox, 'strangerKey') }),
			'does not belong to the certificate',
		],
		['is not PEM', () => ({ certificate: 'client.pem' }), 'The certificate cannot be read'],
		['has no readable key', () => ({ privateKey: 'client.key' }), 'The private key cannot be read'],
		[
			'has a key without its passphrase',
			() => ({ ...encryptedKey(), passphrase: '' }),
			'passphrase is missing',
		],
		[
			'has a key with a wrong passphrase',
			() => ({ ...encryptedKey(), passphrase: 'wrong' }),
			'passphrase is wrong',
		],
		[
			'is a PFX with a wrong passphrase',
			() => pfxCredentialFor(sandbox, { passphrase: 'wrong' }),
			'passphrase is wrong',
		],
		['is a PFX that OpenSSL 3 refuses', legacyPfx, 'old form'],
		[
			'has rubbish for an authority',
			() => credentialFor(sandbox, { caCertificate: 'rubbish' }),
			"'CA Certificate' cannot be read",
		],
		['is no PFX', () => pfxCredentialFor(sandbox, { pfx: 'AAAA' }), 'The PFX cannot be read'],
	])('is checked before anything is sent: %s', async (_, changes, reason) => {
		const options = orderWith(changes());
		const error = await failureOf(options);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toContain(reason);
		expect(error.context['itemIndex']).toBe(0);
		expect(await errorItemOf(options)).toMatchObject({ code: 'invalidCredential' });
		expect(requestCount()).toBe(0);
	});

	it('has its dates shown in the time zone of the workflow', async () => {
		const certificate = credentialFile(sandbox, 'expiredCertificate');
		const error = await failureOf({
			...orderWith({ certificate }),
			adapt: (context) => void (context.getTimezone = () => 'Asia/Shanghai'),
		});
		const end = localTime(new Date(new X509Certificate(certificate).validTo), 'Asia/Shanghai');
		expect(error.message).toBe(`The certificate expired on ${end}`);
	});

	it('that ends within 30 days is said as a hint, once for all items', async () => {
		const certificate = credentialFile(sandbox, 'expiringCertificate');
		const { items, ...order } = orderWith({ certificate });
		const { hints } = await runNode({
			...order,
			items: [...items, ...items],
			node: {
				parameters: orderParameters('form', {
					orderNumber: `={{ "${orderNumber}" + $itemIndex }}`,
				}),
			},
		});
		expect(hints).toEqual([
			{ type: 'warning', message: expect.stringContaining('expires in 14 days') as string },
		]);
	});
});

function encryptedKey(): ICredentialDataDecryptedObject {
	const { passphrase } = sandbox.credential;
	return credentialFor(sandbox, {
		privateKey: credentialFile(sandbox, 'encryptedPrivateKey'),
		passphrase,
	});
}

function pastedPem(): ICredentialDataDecryptedObject {
	const { certificate, privateKey } = sandbox.credential;
	return credentialFor(sandbox, {
		certificate: `  ${certificate.replaceAll('\n', ' ')}`,
		privateKey: privateKey.replaceAll('\n', '\\n'),
	});
}

function legacyPfx(): ICredentialDataDecryptedObject {
	return pfxCredentialFor(sandbox, {
		pfx: readFileSync(sandbox.files.legacyPfx).toString('base64'),
	});
}
