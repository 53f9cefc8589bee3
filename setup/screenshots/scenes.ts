import type { Locator } from 'playwright-core';
import { actionWorkflow } from '../../harness/editor/actionWorkflow';
import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import { storeWorkflow } from '../../harness/editor/storeWorkflow';
import { withToken, type Installation } from '../../harness/n8n/installation';
import { TRIGGER_NODE } from '../../harness/n8n/workflows';
import type { Crop } from './photograph';
import { trustingCredential, type SignedContract } from './signedContract';
import {
	checkWorkflow,
	contractWorkflow,
	orderForm,
	triggerWorkflow,
	verifyWorkflow,
} from './workflows';

/** What a scene is taken of, and how a part of it becomes a picture of docs/images. */
export interface Stage {
	editor: Editor;
	installation: Installation;
	contract: SignedContract;
	take: (name: string, parts: Locator, crop?: Crop) => Promise<void>;
}

/** Shows one thing in the editor, and takes its picture or pictures. */
export type Scene = (stage: Stage) => Promise<void>;

const MARGIN = 12;

/** Less than the distance to the next parameter. */
const AROUND = { x: MARGIN, top: 8, bottom: 8 };

/** For nodes that are shown with their output. */
const wide = { width: 1600, height: 860 };

/** Two workflows on the canvas: one sends, one receives. */
async function workflow({ editor, installation, take }: Stage): Promise<void> {
	const { n8n, credential } = installation;
	const data = { user: 'contracts', password: 'secret', host: 'mail.example.com' };
	const smtp = await n8n.createCredential({ name: 'Mail', type: 'smtp', data });
	const login = await n8n.createCredential({
		...{ name: 'Form login', type: 'httpBasicAuth' },
		data: { user: 'hr', password: 'secret' },
	});
	const workflow = contractWorkflow(credential, smtp, login);
	await editor.openWorkflow(await storeWorkflow(installation, workflow));
	await editor.page.getByTestId('zoom-to-fit').click();
	const nodes = editor.page.getByTestId('canvas-node');
	await take('workflow', nodes, { margin: { x: 90, top: MARGIN, bottom: 60 } });
}

/** The credential after its test. */
async function credential({ editor, installation, take }: Stage): Promise<void> {
	const { id } = await actionWorkflow(installation, { Order: orderForm });
	await editor.openWorkflow(id);
	await editor.openNode('Order');
	await editor.page.getByTestId('credential-edit-button').click();
	await editor.page.getByTestId('credentials-config-container-test-success').waitFor();
	const downTo = editor.credential.field('tokenId');
	const modal = editor.page.getByTestId('editCredential-modal');
	await take('credential', modal, { downTo, margin: { bottom: MARGIN } });
}

/** A signer in the form of an order, and where the signer signs. */
async function signer({ editor, installation, take }: Stage): Promise<void> {
	const { id } = await actionWorkflow(installation, { Order: orderForm });
	await editor.openWorkflow(id);
	await editor.page.setViewportSize({ width: 1280, height: 2600 });
	await editor.openNode('Order');
	const list = (name: string) => item(editor, `fixed-collection-${name}`);
	const downTo = item(editor, 'parameter-input-otherpicBinary');
	await take('signer', list('signers'), { downTo, margin: AROUND });
	await take('position', list('positions'), { margin: AROUND });
}

/** A parameter of the open node with its label and hint, by its input's test id. */
const item = ({ page }: Editor, input: string): Locator =>
	page
		.getByTestId('parameter-item')
		.filter({ has: page.getByTestId(input) })
		.last();

/** What Check finds in an order. */
async function check(stage: Stage): Promise<void> {
	const { installation } = stage;
	await run(stage, 'Check', checkWorkflow(installation.credential));
	await takeOutput(stage, 'check', '"ignoredField"');
}

/** What Verify Signatures finds in the signed contract. */
async function verification(stage: Stage): Promise<void> {
	const trusting = await trustingCredential(stage.installation);
	await run(stage, 'Verify', verifyWorkflow(trusting, stage.contract.file));
	await takeOutput(stage, 'verification', '"trusted"');
}

/** Runs a workflow up to a node that it shows. */
async function run(
	{ editor, installation }: Stage,
	node: string,
	definition: Parameters<typeof storeWorkflow>[1],
): Promise<void> {
	await editor.page.setViewportSize(wide);
	await editor.openWorkflow(await storeWorkflow(installation, definition));
	await editor.openNode(node);
	await editor.page.getByTestId('node-execute-button').click();
}

/** The open node's output as JSON, once it has a word. */
async function takeOutput({ editor, take }: Stage, name: string, word: string): Promise<void> {
	const output = await showJson(editor, word);
	const downTo = output.locator('.vjs-tree-node').last();
	await take(name, output, { downTo, margin: { bottom: MARGIN } });
}

/** Shows the open node's output as JSON, which n8n forgets when the output comes only then. @returns its panel */
async function showJson({ page }: Editor, word: string): Promise<Locator> {
	const output = page.getByTestId('output-panel');
	await eventually(async () => {
		await output.getByText('JSON', { exact: true }).click();
		await output.getByText(word).first().waitFor({ timeout: 5_000 });
	});
	return output;
}

/** The trigger's Production URL, and the signed contract that it has received. */
async function trigger({ editor, installation, contract, take }: Stage): Promise<void> {
	const { n8n, sandbox, credential } = installation;
	await editor.page.setViewportSize(wide);
	await editor.openWorkflow(await storeWorkflow(installation, triggerWorkflow(credential)));
	await editor.openNode(TRIGGER_NODE);
	await editor.node.getByText('Webhook URLs', { exact: true }).click();
	await editor.page.getByTestId('trigger-execute-button').click();
	await editor.page.getByTestId('trigger-listening').waitFor();
	sandbox.setCallbackUrl(withToken(`${n8n.url}/webhook-test/wosigndoc`));
	await sandbox.pushAgain(contract.signid);
	const output = await showJson(editor, '"verified"');
	await editor.node.getByText('Production URL', { exact: true }).click();
	const parts = editor.page.getByTestId('node-parameters').or(output);
	const downTo = item(editor, 'parameter-input-binaryPropertyName');
	await take('trigger', parts, { downTo, margin: { bottom: MARGIN } });
}

/** All scenes of n8n's editor, by the names with which `npm run screenshots` takes only one. */
export const scenes: Readonly<Record<string, Scene>> = {
	workflow,
	credential,
	signer,
	check,
	verification,
	trigger,
};
