import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import type { CredentialFileName, Sandbox } from '../../../sandbox';

/** A credential as stored by n8n: the sandbox's correct one, PEM, with changes. */
export function credentialFor(
	{ url, tokenId, credential }: Sandbox,
	changes: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	return {
		environment: 'custom',
		baseUrl: url,
		tokenId,
		certificateFormat: 'pem',
		certificate: credential.certificate,
		privateKey: credential.privateKey,
		pfx: '',
		passphrase: '',
		caCertificate: credential.caCertificate,
		callbackToken: '',
		...changes,
	};
}

/** The same as PFX. */
export function pfxCredentialFor(
	sandbox: Sandbox,
	changes: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	const { pfx, passphrase } = sandbox.credential;
	return credentialFor(sandbox, {
		certificateFormat: 'pfx',
		certificate: '',
		privateKey: '',
		pfx,
		passphrase,
		...changes,
	});
}

/** A credential file of the sandbox as text. */
export function credentialFile({ files }: Sandbox, name: CredentialFileName): string {
	return readFileSync(files[name], 'utf8');
}
