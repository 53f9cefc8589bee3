import { readFile } from 'node:fs/promises';
import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import { PATIENCE_MS } from '../../harness/n8n/waitFor';
import { withToken } from '../../harness/n8n/installation';
import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startMailbox, type Mailbox } from '../support/mailbox';
import type { Scene } from './support/scene';

/** A workflow built by hand, from the trigger to an e-mail. */
export function testWorkflow(scene: () => Scene): void {
	let mailbox: Mailbox;
	let editor: Editor;

	beforeAll(async () => {
		mailbox = await startMailbox();
		const smtp = { name: 'Mail', type: 'smtp', data: mailbox.credential };
		await scene().installation.n8n.createCredential(smtp);
		editor = await scene().openEditor();
	});
	afterAll(async () => {
		await mailbox?.stop();
	});

	/** Lets the sandbox sign a contract and push it until it is answered `1`; gives the signed document. */
	async function signAndPush(orderNumber: string): Promise<Buffer> {
		const { sandbox } = scene().installation;
		await order(sandbox, orderFor(sandbox, await pdfWith({}), { orderNumber }));
		await sandbox.waitForAnswer(orderNumber, PATIENCE_MS);
		const signed = sandbox.orders.find((one) => one.orderNumber === orderNumber);
		return signed?.signedDocument ?? Buffer.of();
	}

	/** One of the trigger's addresses, as its panel shows it. */
	async function shownUrl(name: string, path: string): Promise<string> {
		await editor.node.getByText(name, { exact: true }).click();
		const url = editor.node.locator('.webhook-url').filter({ hasText: path });
		return (await url.innerText()).trim();
	}

	it('begins with the trigger, which shows its addresses and the signed document', async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.pick('WoSignDoc', 'On signing result pushed');
		const trigger = editor.parameters;
		const labels = [
			'Credential',
			'Path',
			'Acknowledge',
			'Output Data Field Name',
			'Additional Options',
		];
		await eventually(async () => expect(await trigger.labels()).toEqual(labels));
		expect(await trigger.cutLabels()).toEqual([]);

		await editor.node.getByText('Webhook URLs', { exact: true }).click();
		expect(await shownUrl('Production URL', '/webhook/')).toMatch(/\/webhook\/wosigndoc$/);
		const testUrl = await shownUrl('Test URL', '/webhook-test/');
		expect(testUrl).toMatch(/\/webhook-test\/wosigndoc$/);
		scene().installation.sandbox.setCallbackUrl(withToken(testUrl));
		await editor.page.getByTestId('trigger-execute-button').click();
		await editor.page.getByTestId('trigger-listening').waitFor();
		const signed = await signAndPush('HT-2026-0042');

		const output = editor.page.getByTestId('output-panel');
		for (const tab of ['Signed Branch (1 item)', 'Failed Branch', 'Rejected Branch']) {
			await output.getByText(tab, { exact: true }).waitFor();
		}
		await output.getByText('Binary', { exact: true }).click();
		const binary = output.getByTestId('ndv-binary-data_0');
		await binary.getByText('HT-2026-0042.pdf', { exact: true }).waitFor();
		await binary.getByText('application/pdf', { exact: true }).waitFor();
		const [download] = await Promise.all([
			editor.page.waitForEvent('download'),
			binary.getByTestId('ndv-download-binary-data').click(),
		]);
		expect((await readFile(await download.path())).equals(signed)).toBe(true);
		await editor.closeNode();
	});

	it('keeps the trigger’s URL when it is copied', async () => {
		await editor.copyNode('WoSignDoc Trigger');
		await editor.page.keyboard.press('ControlOrMeta+v');
		await editor.openNode('WoSignDoc Trigger1');
		await editor.node.getByText('Webhook URLs', { exact: true }).click();
		expect(await shownUrl('Production URL', '/webhook/')).toMatch(/\/webhook\/wosigndoc$/);
		await editor.closeNode();
		await editor.onCanvas('WoSignDoc Trigger1').click();
		await editor.page.keyboard.press('Delete');
		await editor.onCanvas('WoSignDoc Trigger1').waitFor({ state: 'detached' });
	});

	it('continues to an email, and the signed document arrives with it', async () => {
		// n8n connects a new node to the one that is selected.
		await editor.onCanvas('WoSignDoc Trigger').click();
		await editor.openNodesPanel();
		await editor.pick('Send Email', 'Send an Email');
		const form = editor.parameters;
		// n8n chooses the only credential of its type, a moment after the form is there.
		const credential = editor.node.getByTestId('node-credentials-select').locator('input');
		await eventually(async () => expect(await credential.inputValue()).toBe('Mail'));
		await form.fill('fromEmail', 'contracts@example.com');
		await form.fill('toEmail', 'legal@example.com');
		await form.fill('subject', 'Signed');
		await form.addOption('Attachments (File)');
		await form.fill('fileAttachments', 'data');
		await editor.closeNode();
		await editor.page.getByTestId('edge').waitFor({ state: 'attached' });

		await editor.page.getByTestId('execute-workflow-button').click();
		await editor.page.getByTestId('stop-execution-waiting-for-webhook-button').waitFor();
		const signed = await signAndPush('HT-2026-0043');
		const [attachment] = (await mailbox.waitForMail('Signed')).attachments;
		expect(attachment).toMatchObject({
			filename: 'HT-2026-0043.pdf',
			contentType: 'application/pdf',
		});
		expect(attachment?.content.equals(signed)).toBe(true);
	});

	it('checks an order that was filled in by hand, and sends nothing', async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.pick('Trigger manually');
		await editor.openNodesPanel();
		await editor.pick('WoSignDoc', 'Check sign order');
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
		// n8n itself runs no node whose name is empty; for this one it isn't.
		await form.fill('name', ' ');
		const { requests } = scene().installation.sandbox;
		const requestsBefore = requests.length;
		await says(/"valid":\s*false/, /Signer 1/, /name is empty/);
		await form.fill('name', '张三');
		await says(/"valid":\s*true/, /personNumber/, /missingMaterial/);
		expect(requests.length).toBe(requestsBefore);
	});
}
