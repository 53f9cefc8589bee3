import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { additionalDataWith } from '../support/additionalData';
import { credentialFile, credentialFor, pfxCredentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

const request: IHttpRequestOptions = {
	method: 'POST',
	url: 'https://127.0.0.1',
	headers: { 'Content-Type': 'application/json' },
	body: '{}',
};

/** The request after the credential's own code, called like n8n does. */
async function authenticated(
	credential: ICredentialDataDecryptedObject,
): Promise<IHttpRequestOptions> {
	const { credentialsHelper } = additionalDataWith(credential);
	return await credentialsHelper.authenticate(credential, 'woSignDocApi', request);
}

describe('a request', () => {
	it('gets certificate, key and authority, and else stays as it is', async () => {
		const { certificate, privateKey, caCertificate } = sandbox.credential;
		expect(await authenticated(credentialFor(sandbox))).toEqual({
			...request,
			agentOptions: { cert: certificate, key: privateKey, ca: caCertificate },
		});
	});

	it('gets the passphrase of an encrypted key', async () => {
		const { passphrase } = sandbox.credential;
		const privateKey = credentialFile(sandbox, 'encryptedPrivateKey');
		const { agentOptions } = await authenticated(
			credentialFor(sandbox, { privateKey, passphrase }),
		);
		expect(agentOptions).toMatchObject({ key: privateKey, passphrase });
	});

	it('gets a PFX as bytes with its passphrase, and no PEM', async () => {
		const { pfx, passphrase, caCertificate } = sandbox.credential;
		const wrapped = `data:application/x-pkcs12;base64,${pfx.replace(/.{76}/g, '$&\r\n')}`;
		const { agentOptions } = await authenticated(pfxCredentialFor(sandbox, { pfx: wrapped }));
		expect(agentOptions).toEqual({
			pfx: Buffer.from(pfx, 'base64'),
			passphrase,
			ca: caCertificate,
		});
	});

	it.each<[string, (pem: string) => string]>([
		['line breaks lost', (pem) => pem.replaceAll('\n', '')],
		['line breaks turned into spaces', (pem) => pem.replaceAll('\n', ' ')],
		['line breaks as two characters', (pem) => pem.replaceAll('\n', '\\n')],
		['line breaks of Windows', (pem) => pem.replaceAll('\n', '\r\n')],
		['spaces around', (pem) => `\n  ${pem.replaceAll('\n', '\n  ')}\t`],
	])('repairs pasted PEM: %s', async (_, spoil) => {
		const { certificate, privateKey, caCertificate } = sandbox.credential;
		const spoilt = credentialFor(sandbox, {
			certificate: spoil(certificate),
			privateKey: spoil(privateKey),
			caCertificate: spoil(caCertificate),
		});
		expect((await authenticated(spoilt)).agentOptions).toEqual({
			cert: certificate,
			key: privateKey,
			ca: caCertificate,
		});
	});

	it('to the vendor’s own hosts trusts the public authorities alone', async () => {
		for (const environment of ['production', 'test']) {
			const { agentOptions } = await authenticated(credentialFor(sandbox, { environment }));
			expect(Object.keys(agentOptions ?? {})).toEqual(['cert', 'key']);
		}
	});

	it.each<[ICredentialDataDecryptedObject, string]>([
		[{ tokenId: ' ' }, "'TokenID' is empty"],
		[{ certificate: '', privateKey: '' }, "'Certificate' is empty; 'Private Key' is empty"],
		[{ certificateFormat: 'pfx' }, "'PFX' is empty"],
		[{ baseUrl: 'http://127.0.0.1' }, "'Base URL' must be an https:// address"],
		[{ baseUrl: 'docapi.wosign.com' }, "'Base URL' must be an https:// address"],
	])('is not made with a credential that is not filled in: %j', async (changes, problem) => {
		await expect(authenticated(credentialFor(sandbox, changes))).rejects.toMatchObject({
			code: 'invalidCredential',
			message: `The WoSignDoc credential is incomplete: ${problem}`,
		});
	});
});
