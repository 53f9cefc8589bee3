import type { INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { orderWorkflow, pushWorkflow } from '../../harness/n8n/workflows';

/** The names of the multipart fields that the first workflow takes; they become binary fields. */
export const fields = {
	contract: 'contract',
	license: 'businessLicense',
	identityCard: 'identityCard',
} as const;

/** The webhook's path of the first workflow, and the trigger's path of the second. */
export const paths = { send: 'send-contract', receive: 'signed-contracts' } as const;

export const signers = [
	{
		signType: '1',
		name: '深圳示例科技有限公司',
		number: '91440300MA5EXAMPLA',
		picBinary: fields.license,
		otherpicBinary: fields.license,
		positions: { position: [{ page: 2, x1: 0.1, y1: 0.62, x2: 0.34, y2: 0.79 }] },
	},
	{
		signType: '2',
		name: '张三',
		number: '11010519491231002X',
		picBinary: fields.identityCard,
		otherpicBinary: fields.identityCard,
		positions: { position: [{ page: 2, x1: 0.57, y1: 0.68, x2: 0.8, y2: 0.79 }] },
	},
];

type Credential = { id: string; name: string };

/** A Webhook node that responds only to callers that send a header: every order costs money. */
function closed(node: INode, httpHeaderAuth: Credential): INode {
	if (node.type !== 'n8n-nodes-base.webhook') return node;
	const parameters = { ...node.parameters, authentication: 'headerAuth' };
	return { ...node, parameters, credentials: { httpHeaderAuth } };
}

/** Sends the contract that is posted to it to WoSignDoc, for two signers in this order. */
export function sendWorkflow(credential: Credential, header: Credential): WorkflowDefinition {
	const workflow = orderWorkflow(paths.send, credential, {
		documentSource: 'file',
		binaryPropertyName: fields.contract,
		orderNumber: '={{ $json.body.orderNumber }}',
		signersMode: 'form',
		signers: { signer: signers },
		options: { subject: 'Contract of sale' },
	});
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
