import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { chain } from '../../harness/n8n/workflows';
import { fields, orderParameters } from '../demo/workflows';

export const SEND_NODE = 'Create sign order';

/** The path of the form below n8n's `/form/`. */
export const formPath = 'contract';

/** The form's file fields, by the names of the binary fields that they become. */
export const fileLabels = new Map<string, string>([
	[fields.contract, 'Contract'],
	[fields.license, 'Business license'],
	[fields.identityCard, 'Identity card'],
	[fields.material, 'Authorization'],
]);

const files = [...fileLabels].map(([fieldName, fieldLabel]) => ({
	...{ fieldName, fieldLabel, fieldType: 'file', multipleFiles: false, requiredField: true },
}));

/** Sends the contract that somebody puts into a form to its two signers. */
export const formWorkflow = (credential: { id: string; name: string }): WorkflowDefinition =>
	chain('Send a contract', [
		{
			name: 'Contract form',
			type: 'n8n-nodes-base.formTrigger',
			typeVersion: 2.5,
			webhookId: formPath,
			parameters: {
				formTitle: 'Send a contract',
				formFields: {
					values: [
						{ fieldName: 'orderNumber', fieldLabel: 'Order number', requiredField: true },
						...files,
					],
				},
				options: { path: formPath, appendAttribution: false },
			},
		},
		{
			name: SEND_NODE,
			type: 'n8n-nodes-wosigndoc.woSignDoc',
			credential,
			parameters: {
				...{ resource: 'signOrder', operation: 'create' },
				...orderParameters,
				orderNumber: '={{ $json.orderNumber }}',
			},
		},
	]);
