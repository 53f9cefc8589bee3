import type { INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { outputItems } from '../../harness/n8n/executions';
import { IN_MEMORY, startInstallation, type Installation } from '../../harness/n8n/installation';
import { chain, ORDER_NODE } from '../../harness/n8n/workflows';

const PICTURE = Buffer.from('\u0089PNG\r\n\u001a\n a picture', 'latin1');
const SIGNER = { signType: '2', userName: '张三', userNo: '11010519491231002X' };
/** A template of one person's, so that a picture is the only file. */
const TEMPLATE = { documentSource: 'template', templateId: 'consent-form', signersMode: 'json' };

let installation: Installation;

/** A workflow that sends an order whose picture is given by an expression, after a step that drops the files. */
async function publish(path: string, picture: string): Promise<void> {
	const { n8n, credential } = installation;
	const signersJson = `={{ [{ ...${JSON.stringify(SIGNER)}, pic: ${picture}, otherpic: 'YQ==' }] }}`;
	const parameters: INodeParameters = {
		...TEMPLATE,
		orderNumber: '={{ $json.body.orderNumber }}',
		signersJson,
	};
	await n8n.createWorkflow(
		chain(`Order ${path}`, [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			},
			{
				name: 'Drop the files',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { includeOtherFields: true, options: { stripBinary: true } },
			},
			{ name: ORDER_NODE, type: 'n8n-nodes-wosigndoc.woSignDoc', credential, parameters },
		]),
	);
}

beforeAll(async () => {
	installation = await startInstallation({ autoSign: false });
	await publish('own-picture', "$('Webhook').item.binary.picture");
	await publish('any-picture', 'JSON.parse($json.body.named)');
}, 900_000);
afterAll(async () => await installation.stop());

async function send(path: string, fields: Record<string, string> = {}) {
	const orderNumber = randomUUID();
	const form = new FormData();
	for (const [name, value] of Object.entries({ orderNumber, ...fields })) form.set(name, value);
	form.set('picture', new Blob([PICTURE], { type: 'image/png' }), 'picture.png');
	const { n8n, sandbox } = installation;
	await fetch(n8n.webhookUrl(path), { method: 'POST', body: form });
	const execution = await n8n.waitForExecution(
		(one) =>
			['success', 'error'].includes(one.status) &&
			JSON.stringify(outputItems(one, 'Webhook')).includes(orderNumber),
	);
	return { execution, order: sandbox.orders.find((one) => one.orderNumber === orderNumber) };
}

it('sends a file of an earlier node of the same execution', async () => {
	const { execution, order } = await send('own-picture');
	expect(outputItems(execution, 'Drop the files')[0]?.binary).toBeUndefined();
	expect(order?.signers[0]?.pic).toEqual(PICTURE);
});

it('does not send a file of another execution whose id is in the order', async () => {
	const { execution: first } = await send('own-picture');
	const [{ binary } = {}] = outputItems(first, 'Webhook');
	const { id } = binary?.['picture'] ?? {};
	// In memory there is nothing that an id could name.
	expect(id === undefined).toBe(IN_MEMORY);
	const picture = { mimeType: 'image/png', id: id ?? 'filesystem-v2:any' };
	const { execution, order } = await send('any-picture', { named: JSON.stringify(picture) });
	expect(order).toBeUndefined();
	expect(execution.status).toBe('error');
	expect(JSON.stringify(execution)).toContain('whose file does not belong to this execution');
});
