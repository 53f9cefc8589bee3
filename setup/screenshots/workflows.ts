import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { chain, TRIGGER_NODE } from '../../harness/n8n/workflows';
import { orderParameters, signers } from '../demo/workflows';

type Credential = { id: string; name: string };

const ACTION = 'n8n-nodes-wosigndoc.woSignDoc';

/** The number of every order that is shown. */
export const orderNumber = 'CONTRACT-2026-0042';

const [organization, person] = signers;

/** The form of an order with one signer. */
export const orderForm: INodeParameters = {
	...orderParameters,
	orderNumber,
	signers: { signer: organization ? [organization] : [] },
};

/** A trigger that asks for a credential's Callback Token. */
export const triggerWorkflow = (credential: Credential) =>
	chain('Signed contracts', [
		{
			name: TRIGGER_NODE,
			type: `${ACTION}Trigger`,
			credential,
			webhookId: 'shown',
			parameters: { callbackPath: 'wosigndoc' },
		},
	]);

/** Who signed a file, by the roots that a credential trusts. */
export const verifyWorkflow = (credential: Credential, file: string) =>
	chain('Verify signatures', [
		{ name: 'Run', type: 'n8n-nodes-base.manualTrigger' },
		// It adds nothing to the item but the file.
		{ name: 'Read', type: 'n8n-nodes-base.readBinaryFile', parameters: { filePath: file } },
		{
			name: 'Verify',
			type: ACTION,
			credential,
			parameters: { resource: 'document', operation: 'verifySignatures', checkTrust: true },
		},
	]);

/** A check of an order out of a spreadsheet, with one thing missing and one too much. */
export const checkWorkflow = (credential: Credential) =>
	chain('Check an order', [
		{ name: 'Run', type: 'n8n-nodes-base.manualTrigger' },
		{
			name: 'Check',
			type: ACTION,
			credential,
			parameters: {
				resource: 'signOrder',
				operation: 'check',
				documentSource: 'template',
				templateId: 'employment-contract',
				orderNumber,
				signersMode: 'json',
				signersJson: JSON.stringify([
					{ signType: '1', orgName: organization?.name, department: 'Sales' },
					{ signType: '2', userName: person?.name, userNo: person?.number },
				]),
			},
		},
	]);

type Place = [column: number, row: number];

function node(name: string, type: string, [column, row]: Place, rest: Partial<INode> = {}): INode {
	const position: [number, number] = [column * 240, row * 180];
	return { id: name, name, type, typeVersion: 1, position, parameters: {}, ...rest };
}

const to = (...names: Array<string | undefined>) => ({
	main: names.map((name) => (name ? [{ node: name, type: 'main' as const, index: 0 }] : [])),
});

function action(
	operation: string,
	credential: Credential | undefined,
	parameters: INodeParameters = {},
): Partial<INode> {
	const resource = credential ? 'signOrder' : 'push';
	return {
		parameters: { resource, operation, ...parameters },
		...(credential && { credentials: { woSignDocApi: credential } }),
	};
}

const contractForm = {
	authentication: 'basicAuth',
	formTitle: 'A contract to sign',
	formFields: { values: [{ fieldLabel: 'number' }, { fieldLabel: 'contract', fieldType: 'file' }] },
};
const isValid = {
	id: 'valid',
	leftValue: '={{ $json.valid }}',
	rightValue: '',
	operator: { type: 'boolean', operation: 'true', singleValue: true },
};

function sending(credential: Credential, login: Credential): INode[] {
	const order = {
		orderNumber: '={{ $json.number }}',
		signersMode: 'json',
		signersJson: '={{ $json.signers }}',
	};
	return [
		node('Contract form', 'n8n-nodes-base.formTrigger', [0, 0], {
			typeVersion: 2.2,
			parameters: contractForm,
			credentials: { httpBasicAuth: login },
			webhookId: 'contract-form',
		}),
		node('Check sign order', ACTION, [1, 0], action('check', credential, order)),
		node('Is valid', 'n8n-nodes-base.filter', [2, 0], {
			typeVersion: 2.2,
			parameters: { conditions: { combinator: 'and', conditions: [isValid] } },
		}),
		node('Create sign order', ACTION, [3, 0], action('create', credential, order)),
	];
}

function receiving(credential: Credential, smtp: Credential): INode[] {
	const mail = (subject: string) => ({
		typeVersion: 2.1,
		credentials: { smtp },
		parameters: { fromEmail: 'contracts@example.com', toEmail: 'legal@example.com', subject },
	});
	return [
		node('WoSignDoc Trigger', `${ACTION}Trigger`, [0, 2.1], {
			credentials: { woSignDocApi: credential },
			parameters: { acknowledge: 'acknowledgeOperation' },
			webhookId: 'signed-contracts',
		}),
		node('Save to disk', 'n8n-nodes-base.readWriteFile', [1, 1.15], {
			parameters: { operation: 'write', fileName: '=/contracts/{{ $binary.data.fileName }}' },
		}),
		node('Send the contract', 'n8n-nodes-base.emailSend', [2, 1.15], mail('Signed')),
		node('Report the failure', 'n8n-nodes-base.emailSend', [1, 2.1], mail('Not signed')),
		node('Acknowledge push', ACTION, [3, 2.1], action('acknowledge', undefined)),
		node('Report the rejection', 'n8n-nodes-base.emailSend', [1, 3.05], mail('Rejected')),
	];
}

/** From a form to the signed contract in a mail: sending above, receiving below. */
export function contractWorkflow(
	credential: Credential,
	smtp: Credential,
	login: Credential,
): WorkflowDefinition {
	const nodes = [...sending(credential, login), ...receiving(credential, smtp)];
	const connections = {
		'Contract form': to('Check sign order'),
		'Check sign order': to('Is valid'),
		'Is valid': to('Create sign order'),
		'WoSignDoc Trigger': to('Save to disk', 'Report the failure', 'Report the rejection'),
		'Save to disk': to('Send the contract'),
		'Send the contract': to('Acknowledge push'),
		'Report the failure': to('Acknowledge push'),
	};
	return { name: 'Contracts', nodes, connections };
}
