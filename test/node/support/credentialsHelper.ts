import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { strictDouble } from './strictDouble';

/** A fake credential store with only this credential; requests use the credential's own `authenticate`. */
export function credentialsHelper(credential: ICredentialDataDecryptedObject): ICredentialsHelper {
	const { name, authenticate } = new WoSignDocApi();
	if (typeof authenticate !== 'function') throw new Error('authenticate is not code');
	return strictDouble<ICredentialsHelper>('credentialsHelper', {
		getParentTypes: () => [],
		isCredentialUsableByNode: (type) => type === name,
		preAuthentication: async () => undefined,
		// n8n decrypts for each call, so that nodes can't change what others see.
		getDecrypted: async () => ({ ...credential }),
		authenticate: async (credentials, type, requestOptions) => {
			if (type !== name) throw new Error(`no credential type ${type}`);
			return await authenticate(credentials, requestOptions as IHttpRequestOptions);
		},
	});
}
