import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { outputItems } from '../../harness/n8n/executions';
import { credentialData, type Installation } from '../../harness/n8n/installation';
import { ORDER_NODE, orderWorkflow } from '../../harness/n8n/workflows';
import { contractFiles } from '../demo/contractFiles';
import { orderParameters, paths, receiveWorkflow, sendWorkflow } from '../demo/workflows';
import { orderNumber } from './workflows';

/** The contract that all pictures show. */
export interface SignedContract {
	/** As Preview Positions draws it. */
	preview: Buffer;
	signed: Buffer;
	/** Where n8n has saved the signed one. */
	file: string;
	signid: string;
}

/** Opens the webhook that sends the contract. */
const header = { name: 'X-API-Key', value: randomUUID() };

const preview = { resource: 'document', operation: 'previewPositions' };

/** Previews a contract in n8n, sends it to the sandbox, lets both sign, and waits until n8n has saved it. */
export async function signContract(installation: Installation): Promise<SignedContract> {
	const { n8n, sandbox, credential } = installation;
	const parameters = { ...orderParameters, ...preview };
	await n8n.createWorkflow(orderWorkflow('preview', credential, parameters));
	const caller = await n8n.createCredential({
		...{ name: 'Your system', type: 'httpHeaderAuth' },
		data: header,
	});
	await n8n.createWorkflow(sendWorkflow(credential, caller));
	await n8n.createWorkflow(receiveWorkflow(n8n.filesFolder, credential));
	sandbox.setCallbackUrl(installation.callbackUrl(paths.receive));

	await post(n8n.webhookUrl('preview'));
	const previewed = await n8n.waitForExecution(
		(execution) => outputItems(execution, ORDER_NODE)[0]?.binary !== undefined,
	);
	const drawn = outputItems(previewed, ORDER_NODE)[0]?.binary?.['preview'];
	await post(n8n.webhookUrl(paths.send));
	const [order] = sandbox.orders;
	if (!drawn || !order) throw new Error('The contract was not previewed and sent.');
	await sandbox.sign(order.signid);
	await sandbox.waitForAnswer(orderNumber);
	if (!order.signedDocument) throw new Error('The contract was not signed.');
	return {
		preview: await n8n.binaryData(drawn),
		signed: order.signedDocument,
		file: join(n8n.filesFolder, `${orderNumber}.pdf`),
		signid: order.signid,
	};
}

async function post(url: string): Promise<void> {
	const form = new FormData();
	form.set('orderNumber', orderNumber);
	for (const [field, file] of await contractFiles(orderNumber)) form.set(field, file);
	const headers = { [header.name]: header.value };
	const response = await fetch(url, { method: 'POST', body: form, headers });
	if (!response.ok) throw new Error(await response.text());
}

/** A credential that trusts the sandbox's signers. */
export async function trustingCredential({ n8n, sandbox }: Installation) {
	const { trustedRoots } = sandbox.credential;
	const data = credentialData(sandbox, { trustedRoots });
	return await n8n.createCredential({ name: 'WoSignDoc', type: 'woSignDocApi', data });
}
