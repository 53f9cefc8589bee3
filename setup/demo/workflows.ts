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
		number: '440301199001011234',
		picBinary: fields.identityCard,
		otherpicBinary: fields.identityCard,
		positions: { position: [{ page: 2, x1: 0.57, y1: 0.68, x2: 0.8, y2: 0.79 }] },
	},
];

/** Sends the contract that is posted to it to WoSignDoc, for two signers in this order. */
export function sendWorkflow(credential: { id: string; name: string }): WorkflowDefinition {
	const workflow = orderWorkflow(paths.send, credential, {
		documentSource: 'file',
		binaryPropertyName: fields.contract,
		orderNumber: '={{ $json.body.orderNumber }}',
		signersMode: 'form',
		signers: { signer: signers },
		options: { subject: 'Contract of sale' },
	});
	return { ...workflow, name: 'Send a contract for signature' };
}

/** Receives the signed contracts and saves each into a folder. */
export function receiveWorkflow(
	folder: string,
	credential: { id: string; name: string },
): WorkflowDefinition {
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
