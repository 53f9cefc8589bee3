import type { INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { orderWorkflow, pushWorkflow } from '../../harness/n8n/workflows';

/** The names of the multipart fields that the first workflow takes; they become binary fields. */
export const fields = {
	contract: 'contract',
	license: 'businessLicense',
	identityCard: 'identityCard',
	material: 'authorization',
} as const;

/** The webhook's path of the first workflow, and the trigger's path of the second. */
export const paths = { send: 'send-contract', receive: 'signed-contracts' } as const;

/** On the last page, from its upper left corner, in millimeters. */
const lastPage = { signOn: 'last', placeBy: 'center', unit: 'mm', origin: 'upperLeft' };

/** In the order in which they sign; the last characters of their numbers are right. */
export const signers = [
	{
		signType: '1',
		name: '深圳示例科技有限公司',
		number: '91440300MA5EXAMPLA',
		picBinary: fields.license,
		otherpicBinary: fields.material,
		// As large as a company's seal is.
		positions: {
			position: [{ ...lastPage, centerX: 35, centerY: 145, width: '42', height: '42' }],
		},
	},
	{
		signType: '2',
		name: '张三',
		number: '11010519491231002X',
		picBinary: fields.identityCard,
		otherpicBinary: fields.material,
		positions: {
			position: [{ ...lastPage, centerX: 101, centerY: 134, width: '40', height: '20' }],
		},
	},
];

type Credential = { id: string; name: string };

/** A Webhook node that responds only to callers that send a header: every order costs money. */
function closed(node: INode, httpHeaderAuth: Credential): INode {
	if (node.type !== 'n8n-nodes-base.webhook') return node;
	const parameters = { ...node.parameters, authentication: 'headerAuth' };
	return { ...node, parameters, credentials: { httpHeaderAuth } };
}

/** The order of the contract, for the form or webhook that gives its number and files. */
export const orderParameters = {
	documentSource: 'file',
	binaryPropertyName: fields.contract,
	orderNumber: '={{ $json.body.orderNumber }}',
	signersMode: 'form',
	signers: { signer: signers },
	options: { subject: 'Contract of sale' },
};

/** Sends the contract that is posted to it to WoSignDoc, for two signers in this order. */
export function sendWorkflow(credential: Credential, header: Credential): WorkflowDefinition {
	const workflow = orderWorkflow(paths.send, credential, orderParameters);
	const nodes = workflow.nodes.map((node) => closed(node, header));
	return { ...workflow, nodes, name: 'Send a contract for signature' };
}

/** Receives the signed contracts and saves each into a folder. */
export function receiveWorkflow(folder: string, credential: Credential): WorkflowDefinition {
	const save = {
		name: 'Save',
		type: 'n8n-nodes-base.readWriteFile',
		parameters: {
			operation: 'write',
			fileName: `=${folder}/{{ $binary.data.fileName }}`,
			dataPropertyName: 'data',
		},
	};
	const options = { credential, path: paths.receive };
	const workflow = pushWorkflow(paths.receive, 'workflowFinished', [save], options);
	return { ...workflow, name: 'Receive signed contracts' };
}
