import { readFileSync } from 'node:fs';
import { actionWorkflow } from '../../harness/editor/actionWorkflow';
import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import { credentialData } from '../../harness/n8n/installation';
import type { CredentialFileName } from '../../sandbox';
import type { Scene } from './support/scene';

/** The credential, filled in by pasting, and the result of its test. */
export function testCredential(scene: () => Scene): void {
	let editor: Editor;

	beforeAll(async () => {
		editor = await scene().openEditor();
		const { id } = await actionWorkflow(scene().installation, { WoSignDoc: {} });
		await editor.openWorkflow(id);
		await editor.openNode('WoSignDoc');
	});

	const pem = (name: CredentialFileName) =>
		readFileSync(scene().installation.sandbox.files[name], 'utf8');

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
			scene().installation.sandbox,
		);
		const texts = { baseUrl, tokenId, certificate, privateKey, caCertificate, ...replaced };
		for (const [name, text] of Object.entries(texts)) await form.fill(name, text);
		await editor.page.getByTestId('credential-save-button').click();
	}

	it('of pasted PEM is found good when it is saved', async () => {
		const { sandbox } = scene().installation;
		const before = sandbox.orders.length;
		await make();
		// n8n closes a credential that it has just found good.
		await editor.credential.root.waitFor({ state: 'hidden' });
		await editor.page.getByTestId('credential-edit-button').click();
		await editor.page.getByTestId('credentials-config-container-test-success').waitFor();
		await editor.closeCredential();
		expect(sandbox.orders.length).toBe(before);
	});

	it.each<[string, () => Record<string, string>, RegExp]>([
		['another’s key', () => ({ privateKey: pem('strangerKey') }), /key does not belong/],
		['a wrong token', () => ({ tokenId: 'nobody' }), /\[-65\] No such TokenID/],
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
}
