import type { Editor } from '../../harness/editor/editor';
import { credentialData, withToken, type Installation } from '../../harness/n8n/installation';
import { TRIGGER_NODE } from '../../harness/n8n/workflows';
import { contractFiles } from '../demo/contractFiles';
import type { Recording } from './recording';
import { fileLabels, formPath, SEND_NODE } from './workflows';

/** What the video is taken of. */
export interface Walk {
	editor: Editor;
	recording: Recording;
	installation: Installation;
	/** Of the sandbox's page. */
	sandboxUrl: string;
	/** Of the workflow that sends. */
	sendingId: string;
}

const orderNumber = 'CONTRACT-2026-0042';
const LOOK = 2_500;

/** Opens the list of installed packages. n8n asks the npm registry first, which is not worth seeing. */
export async function openPackages({ page }: Editor): Promise<void> {
	await page.goto('/settings/community-nodes');
	await page.getByText('n8n-nodes-wosigndoc').first().waitFor();
}

/** From the installed package, whose list is open, to the signed contract in n8n. */
export async function walk(stage: Walk): Promise<void> {
	await stage.recording.say('Settings → Community nodes: n8n-nodes-wosigndoc is installed');
	const receivingId = await receive(stage);
	await registerCallback(stage);
	await send(stage);
	await sign(stage);
	await showContract(stage, receivingId);
}

/** Builds the workflow that receives, with a new credential, and publishes it. @returns its id */
async function receive(stage: Walk): Promise<string> {
	const { editor, recording } = stage;
	const { page } = editor;
	await recording.say('A new workflow, started by the WoSignDoc Trigger', async () => {
		await editor.newWorkflow();
	});
	await editor.openNodesPanel();
	await editor.pick('WoSignDoc', 'On signing result pushed');
	await editor.parameters.root.waitFor();
	await makeCredential(stage);
	await editor.node.getByText('Webhook URLs', { exact: true }).click();
	await editor.node.getByText('Production URL', { exact: true }).click();
	await recording.say('The Production URL is the callback URL that WoSignDoc gets');
	await editor.closeNode();
	await recording.say('Publish the workflow, so that it receives');
	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await page.getByTestId('workflow-publish-button').waitFor({ state: 'hidden' });
	await recording.pause(LOOK);
	return new URL(page.url()).pathname.split('/')[2] ?? '';
}

async function makeCredential({ editor, recording, installation }: Walk): Promise<void> {
	const { page } = editor;
	await recording.say('A credential: TokenID, client certificate, and a Callback Token');
	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId('node-credentials-select-item-new').filter({ visible: true }).click();
	const form = editor.credential;
	await form.choose('environment', 'Custom');
	const { baseUrl, tokenId, certificate, privateKey, caCertificate, callbackToken } =
		credentialData(installation.sandbox);
	const texts = { baseUrl, tokenId, certificate, privateKey, caCertificate, callbackToken };
	for (const [name, text] of Object.entries(texts)) await form.fill(name, text);
	await page.getByTestId('credential-save-button').click();
	// n8n closes a credential that it has just found good.
	await form.root.waitFor({ state: 'hidden' });
	await page.getByTestId('credential-edit-button').click();
	await page.getByTestId('credentials-config-container-test-success').waitFor();
	await recording.say('n8n has tested the credential. No order was sent');
	await editor.closeCredential();
}

async function registerCallback(stage: Walk): Promise<void> {
	const { editor, recording, installation, sandboxUrl } = stage;
	const { page } = editor;
	await recording.say(
		'The project’s sandbox stands for WoSignDoc. It gets the callback URL',
		async () => await page.goto(sandboxUrl),
	);
	const url = withToken(installation.n8n.webhookUrl('wosigndoc'));
	await page.getByLabel('Callback URL').fill(url);
	await page.getByRole('button', { name: 'Set' }).click();
	await recording.pause(LOOK);
}

async function send({ editor, recording, sendingId }: Walk): Promise<void> {
	const { page } = editor;
	await recording.say('Another workflow sends: a form, then WoSignDoc', async () => {
		await editor.openWorkflow(sendingId);
	});
	await editor.openNode(SEND_NODE);
	await editor.parameters.root.getByTestId('fixed-collection-signers').waitFor();
	await recording.say('The order: document, number, and two signers, each with a position');
	await editor.parameters.root.hover();
	for (let step = 0; step < 12; step++) {
		await page.mouse.wheel(0, 200);
		await recording.pause(350);
	}
	await editor.closeNode();
	await recording.say('Somebody fills in the form', async () => {
		await page.goto(`/form/${formPath}`);
	});
	await page.getByLabel('Order number').fill(orderNumber);
	for (const [field, file] of await contractFiles(orderNumber)) {
		const { name, type: mimeType } = file;
		const buffer = Buffer.from(await file.arrayBuffer());
		await page.getByLabel(fileLabels.get(field) ?? field).setInputFiles({ name, mimeType, buffer });
	}
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.getByText('Form Submitted').waitFor();
	await recording.pause(LOOK);
}

async function sign({ editor: { page }, recording, sandboxUrl }: Walk): Promise<void> {
	await recording.say('The order has arrived. Both signers sign, here by one button', async () => {
		await page.goto(sandboxUrl);
		await page.getByText(orderNumber).first().waitFor();
	});
	await page.getByRole('button', { name: `Sign 签署 ${orderNumber}` }).click();
	await page.getByText('received', { exact: true }).first().waitFor();
	await recording.say('The signed contract is pushed to n8n, which answers 1: received');
}

async function showContract({ editor, recording }: Walk, id: string): Promise<void> {
	const { page } = editor;
	await recording.say('The trigger has fired: one execution, succeeded', async () => {
		await page.goto(`/workflow/${id}/executions`);
		await editor.onCanvas(TRIGGER_NODE).waitFor();
	});
	await editor.onCanvas(TRIGGER_NODE).dblclick();
	const output = page.getByTestId('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await recording.say('The item says what was signed, and that the document is verified');
	await output.getByText('Binary', { exact: true }).click();
	await output.getByText(`${orderNumber}.pdf`, { exact: true }).waitFor();
	await recording.say('The signed contract is there as binary data');
	await recording.pause(LOOK);
}
