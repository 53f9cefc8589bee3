// Draws the pictures in docs/images: n8n's editor in a browser, with this package in it.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { actionWorkflow } from '../harness/editor/actionWorkflow';
import { startBrowser } from '../harness/editor/browser';
import type { Editor } from '../harness/editor/editor';
import { openEditor } from '../harness/editor/openEditor';
import { storeWorkflow } from '../harness/editor/storeWorkflow';
import { startInstallation, withToken, type Installation } from '../harness/n8n/installation';
import { pushWorkflow } from '../harness/n8n/workflows';
import { orderFor, order } from '../harness/sandbox/caller';
import { pdfWith } from '../harness/sandbox/documents';
import { checkWorkflow, contractWorkflow, forms as orderForms } from './screenshots/workflows';

const folder = resolve(__dirname, '../docs/images');
const MARGIN = 12;
/** Height of what lies over the canvas at its top. */
const TABS = 24;

/** Pixels to a CSS pixel: sharp on any screen. */
const deviceScaleFactor = 2;
const viewport = { width: 1280, height: 860 };
/** For nodes that are shown with their output. */
const wide = { width: 1600, height: 860 };

const theme = async ({ page }: Editor): Promise<string> =>
	(await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches"))
		? 'dark'
		: 'light';

/**
 * Photographs a part of the page, as far down as another part.
 *
 * @param below CSS pixels left out at its top
 */
async function photograph(
	editor: Editor,
	name: string,
	part: Locator,
	{ downTo, below = 0 }: { downTo?: Locator; below?: number } = {},
): Promise<void> {
	const from = await part.boundingBox();
	const to = await downTo?.boundingBox();
	if (!from) throw new Error(`${name}: there is nothing to see`);
	const { x, width } = from;
	const y = from.y + below;
	const height = to ? to.y + to.height + MARGIN - y : from.height - below;
	await editor.page.mouse.move(0, 0);
	const file = `${name}-${await theme(editor)}.png`;
	await editor.page.screenshot({
		path: resolve(folder, file),
		clip: { x, y, width, height },
		animations: 'disabled',
	});
	console.log(`docs/images/${file}`);
}

/** Photographs all there is to see in one of n8n's themes. */
async function photographAll(
	editor: Editor,
	installation: Installation,
	workflow: string,
): Promise<void> {
	await forms(editor, installation);
	await check(editor, installation);
	await canvas(editor, workflow);
	await credential(editor);
	await trigger(editor, installation);
}

async function forms(editor: Editor, installation: Installation): Promise<void> {
	const { id } = await actionWorkflow(installation, orderForms);
	await editor.openWorkflow(id);
	for (const [node, name] of [
		['Organization', 'order-organization'],
		['Person', 'order-person'],
		['JSON', 'order-json'],
	] as const) {
		const { root } = await editor.openNode(node);
		await editor.page.setViewportSize({ ...viewport, height: 2600 });
		const downTo = root.getByTestId('collection-parameter-add');
		await photograph(editor, name, root, { downTo });
		await editor.page.setViewportSize(viewport);
		await editor.closeNode();
	}
}

/** Closes what n8n says at the edge of the window after a run. */
const closeToast = async ({ page }: Editor) =>
	await page.locator('.el-notification__closeBtn').first().click();

async function check(editor: Editor, installation: Installation): Promise<void> {
	await editor.page.setViewportSize(wide);
	await editor.openWorkflow(
		await storeWorkflow(installation, checkWorkflow(installation.credential)),
	);
	await editor.openNode('Check');
	await editor.page.getByTestId('node-execute-button').click();
	const output = editor.page.getByTestId('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await output.getByText('ignoredField').waitFor();
	await closeToast(editor);
	await photograph(editor, 'check-output', output);
	await editor.closeNode();
	await editor.page.setViewportSize(viewport);
}

async function canvas(editor: Editor, workflow: string): Promise<void> {
	await editor.openWorkflow(workflow);
	await editor.page.getByTestId('zoom-to-fit').click();
	await photograph(editor, 'workflow', editor.page.getByTestId('canvas-wrapper'), { below: TABS });
}

async function trigger(editor: Editor, installation: Installation): Promise<void> {
	const { sandbox, credential } = installation;
	const options = { credential, path: 'wosigndoc' };
	const workflow = pushWorkflow('signed', 'workflowFinished', undefined, options);
	await editor.page.setViewportSize(wide);
	await editor.openWorkflow(await storeWorkflow(installation, workflow));
	await editor.openNode('WoSignDoc Trigger');
	await editor.node.getByText('Webhook URLs', { exact: true }).click();
	const url = (await editor.node.locator('.webhook-url').innerText()).trim();
	sandbox.setCallbackUrl(withToken(url));
	await editor.page.getByTestId('trigger-execute-button').click();
	await editor.page.getByTestId('trigger-listening').waitFor();
	// The platform takes each number once.
	const orderNumber = `CONTRACT-2026-00${42 + sandbox.orders.length}`;
	await order(sandbox, orderFor(sandbox, await pdfWith({}), { orderNumber }));
	await sandbox.waitForAnswer(orderNumber);
	const output = editor.page.getByTestId('output-panel');
	await output.getByText('JSON', { exact: true }).click();
	await output.getByText('"verified"').waitFor();
	await closeToast(editor);
	await photograph(editor, 'trigger-panel', editor.node);
	await editor.closeNode();
	await editor.page.setViewportSize(viewport);
}

async function credential(editor: Editor): Promise<void> {
	await editor.openNode('Create sign order');
	await editor.page.getByTestId('credential-edit-button').click();
	await editor.page.getByTestId('credentials-config-container-test-success').waitFor();
	await photograph(editor, 'credential-green', editor.page.getByTestId('editCredential-modal'));
	await editor.closeCredential();
	await editor.closeNode();
}

async function main(): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const installation = await startInstallation();
	const browser = await startBrowser();
	try {
		const { n8n, credential: wosign } = installation;
		const data = { user: 'contracts', password: 'secret', host: 'mail.example.com' };
		const smtp = await n8n.createCredential({ name: 'Mail', type: 'smtp', data });
		const login = await n8n.createCredential({
			...{ name: 'Form login', type: 'httpBasicAuth' },
			data: { user: 'hr', password: 'secret' },
		});
		const workflow = await storeWorkflow(installation, contractWorkflow(wosign, smtp, login));
		for (const colorScheme of ['dark', 'light'] as const) {
			const options = { colorScheme, deviceScaleFactor, viewport };
			const editor = await openEditor(browser, n8n, options);
			await photographAll(editor, installation, workflow);
		}
	} finally {
		await browser.close();
		await installation.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
