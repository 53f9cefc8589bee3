import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import './binaryStorage';
import { action } from './workflow';

/** What n8n shows when a user tests the credential. */
export async function tested(
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext(additionalDataWith(data));
	const credential = { id: '1', name: 'Sandbox', type: 'woSignDocApi', data };
	const functions = context as unknown as ICredentialTestFunctions;
	return await action.methods.credentialTest.woSignDocApiTest.call(functions, credential);
}
