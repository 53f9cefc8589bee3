import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { CredentialFileName } from '../../sandbox';
import { credentialData, startInstallation, type Installation } from '../e2e/installation';
import { describeWithBrowser, startBrowser } from '../support/browser';
import { actionWorkflow } from './support/actionWorkflow';
import type { Editor } from './support/editor';
import { eventually } from './support/eventually';
import { openEditor, PATIENCE_MS } from './support/openEditor';

jest.setTimeout(3 * PATIENCE_MS);

describeWithBrowser('in n8n’s editor, a credential', () => {
	let installation: Installation;
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		installation = await startInstallation();
		browser = await startBrowser();
		editor = await openEditor(browser, installation.n8n);
		const { id } = await actionWorkflow(installation, { WoSignDoc: {} });
		await editor.openWorkflow(id);
		await editor.openNode('WoSignDoc');
	}, 400_000);
	afterAll(async () => {
		await browser?.close();
		await installation?.stop();
	});

	const pem = (name: CredentialFileName) => readFileSync(installation.sandbox.files[name], 'utf8');

	/** Makes a credential by hand, from the list of a node's credentials. */
	async function make(replaced: Record<string, string> = {}): Promise<void> {
		await editor.page.getByTestId('node-credentials-select').click();
		await editor.page
			.getByTestId('node-credentials-select-item-new')
			.filter({ visible: true })
			.click();
		const form = editor.credential;
		await form.choose('environment', 'Custom');
		const { baseUrl, tokenId, certificate, privateKey, caCertificate } = credentialData(
			installation.sandbox,
		);
		const texts = { baseUrl, tokenId, certificate, privateKey, caCertificate, ...replaced };
		for (const [name, text] of Object.entries(texts)) await form.fill(name, text);
		await editor.page.getByTestId('credential-save-button').click();
	}

	it('of pasted PEM is found good when it is saved', async () => {
		await make();
		// n8n closes a credential that it has just found good.
		await editor.credential.root.waitFor({ state: 'hidden' });
		await editor.page.getByTestId('credential-edit-button').click();
		await editor.page.getByTestId('credentials-config-container-test-success').waitFor();
		await editor.closeCredential();
		expect(installation.sandbox.orders).toHaveLength(0);
	});

	it.each<[string, () => Record<string, string>, RegExp]>([
		['another’s key', () => ({ privateKey: pem('strangerKey') }), /key does not belong/],
		['a wrong token', () => ({ tokenId: 'nobody' }), /\[-65\].*系统不存在此 TokenID/],
		['an expired certificate', () => ({ certificate: pem('expiredCertificate') }), /expired on/],
	])('with %s is refused with the reason', async (_, replaced, reason) => {
		await make(replaced());
		const { root } = editor.credential;
		await root.getByText('More details', { exact: true }).click();
		await root.getByText(reason).waitFor();
		await editor.closeCredential();
	});

	it('asks for a PFX or for PEM, and cuts no label', async () => {
		await editor.page.getByTestId('credential-edit-button').click();
		const form = editor.credential;
		const forPfx = ['PFX'];
		const forPem = ['Certificate', 'Private Key'];
		const asksFor = async (wanted: string[]) =>
			await eventually(async () => {
				const labels = await form.labels();
				expect(labels).toEqual(expect.arrayContaining(['Passphrase', 'CA Certificate']));
				expect([...forPfx, ...forPem].filter((one) => labels.includes(one))).toEqual(wanted);
			});
		await asksFor(forPem);
		await form.choose('certificateFormat', 'PFX (One File, Also Called P12)');
		await asksFor(forPfx);
		expect(await form.cutLabels()).toEqual([]);
	});
});
