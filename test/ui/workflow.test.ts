import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { startInstallation, type Installation } from '../e2e/installation';
import { describeWithBrowser, startBrowser } from '../support/browser';
import { order, orderFor } from '../sandbox/support/caller';
import { pdfWith } from '../sandbox/support/documents';
import type { Editor } from './support/editor';
import { eventually } from './support/eventually';
import { openEditor, PATIENCE_MS } from './support/openEditor';

jest.setTimeout(4 * PATIENCE_MS);

const names = (json: unknown, orderNumber: string) => JSON.stringify(json)?.includes(orderNumber);

describeWithBrowser('in n8n’s editor, a workflow built by hand', () => {
	let installation: Installation;
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		installation = await startInstallation();
		browser = await startBrowser();
		editor = await openEditor(browser, installation.n8n);
	}, 300_000);
	afterAll(async () => {
		await browser?.close();
		await installation?.stop();
	});

	/** The trigger's address, as its panel shows it. */
	async function shownUrl(kind: 'Test URL' | 'Production URL'): Promise<string> {
		await editor.node.getByText(kind, { exact: true }).click();
		const path = kind === 'Test URL' ? '/webhook-test/' : '/webhook/';
		const text = await editor.node.locator('.webhook-url').filter({ hasText: path }).innerText();
		return text.trim();
	}

	it('receives a signed document by its trigger, and passes it on to an e-mail', async () => {
		const { sandbox } = installation;
		const { page } = editor;
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.pick('WoSignDoc', 'On new WoSignDoc event');
		const trigger = editor.parameters;
		const labels = ['Credential', 'Acknowledge', 'Put Output File in Field', 'Additional Options'];
		await eventually(async () => expect(await trigger.labels()).toEqual(labels));
		expect(await trigger.cutLabels()).toEqual([]);
		await editor.node.getByText('Webhook URLs', { exact: true }).click();
		expect(await shownUrl('Production URL')).toMatch(/\/webhook\/[^/]+\/push$/);

		sandbox.setCallbackUrl(await shownUrl('Test URL'));
		await page.getByTestId('trigger-execute-button').click();
		await page.getByTestId('trigger-listening').waitFor();
		const orderNumber = 'HT-2026-0042';
		await order(sandbox, orderFor(sandbox, await pdfWith({}), { orderNumber }));
		await sandbox.waitForAnswer(orderNumber, PATIENCE_MS);

		const output = page.getByTestId('output-panel');
		await output.getByText('Signed Branch (1 item)', { exact: true }).waitFor();
		await output.getByText('Failed Branch', { exact: true }).waitFor();
		await output.getByText('Rejected Branch', { exact: true }).waitFor();
		await output.getByText('Binary', { exact: true }).click();
		const binary = output.getByTestId('ndv-binary-data_0');
		await binary.getByText(`${orderNumber}.pdf`, { exact: true }).waitFor();
		await binary.getByText('application/pdf', { exact: true }).waitFor();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			binary.getByTestId('ndv-download-binary-data').click(),
		]);
		const signed = sandbox.orders.find((one) => one.orderNumber === orderNumber)?.signedDocument;
		expect((await readFile(await download.path())).equals(signed ?? Buffer.of())).toBe(true);

		await editor.closeNode();
		await editor.openNodesPanel();
		await editor.pick('Send Email', 'Send an Email');
		await editor.node.getByText('To Email', { exact: true }).waitFor();
		await editor.closeNode();
		await page.getByTestId('edge').waitFor({ state: 'attached' });
	});

	it('checks an order that was filled in by hand, and sends nothing', async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.pick('Trigger manually');
		await editor.openNodesPanel();
		await editor.pick('WoSignDoc', 'Check a sign order');
		const form = editor.parameters;
		await form.choose('documentSource', 'Template');
		await form.fill('templateId', 'consent-form');
		await form.fill('orderNumber', 'HT-1');
		await form.root.getByText('Add Signer', { exact: true }).click();
		await form.choose('signType', 'Person');
		await form.fill('number', '110105194912310021');
		const output = editor.page.getByTestId('output-panel');
		const says = async (...patterns: RegExp[]) => {
			await editor.page.getByTestId('node-execute-button').click();
			await output.getByText('JSON', { exact: true }).click();
			await eventually(async () => {
				const text = await output.innerText();
				for (const pattern of patterns) expect(text).toMatch(pattern);
			});
		};
		await says(/"valid":\s*false/, /Signer 1/, /姓名/);
		await form.fill('name', '张三');
		await says(/"valid":\s*true/, /personNumber/, /missingMaterial/);
		expect(installation.sandbox.requests.filter(({ json }) => names(json, 'HT-1'))).toEqual([]);
	});
});
