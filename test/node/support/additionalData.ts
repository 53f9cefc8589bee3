import type { ICredentialDataDecryptedObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { credentialsHelper } from './credentialsHelper';
import type { Given } from './strictDouble';
import { strictDouble } from './strictDouble';

const ADDRESSES: Given<IWorkflowExecuteAdditionalData> = {
	restApiUrl: 'http://127.0.0.1/rest',
	webhookBaseUrl: 'http://127.0.0.1/webhook',
	webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
	formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
};

const ABSENT: Given<IWorkflowExecuteAdditionalData> & { otel: undefined } = {
	currentNodeParameters: undefined,
	evaluationRunId: undefined,
	evalLlmMockHandler: undefined,
	hooks: undefined,
	httpRequest: undefined,
	httpResponse: undefined,
	otel: undefined,
	executionContext: undefined,
	externalSecretsProxy: undefined,
	'data-table': undefined,
	'dynamic-credentials': undefined,
};

/** What n8n's server passes to n8n-core with an execution: the credential; the listed other members are absent. */
export function additionalDataWith(
	credential: ICredentialDataDecryptedObject,
	given: Given<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	return strictDouble<IWorkflowExecuteAdditionalData>('additionalData', {
		credentialsHelper: credentialsHelper(credential),
		executionId: '1',
		variables: {},
		...ADDRESSES,
		...ABSENT,
		...given,
	});
}
