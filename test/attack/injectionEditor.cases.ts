import type { INodeParameters } from 'n8n-workflow';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { describeWithBrowser, startBrowser } from '../../harness/editor/browser';
import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import { openEditor } from '../../harness/editor/openEditor';
import type { Installation } from '../../harness/n8n/installation';
import { chain, ORDER_NODE } from '../../harness/n8n/workflows';
import { STRANGER } from './injectionTexts';

/** What n8n leaves in texts that it shows as HTML; short, because names are quoted shortened. */
const MARKUP = [
	`<img src=${STRANGER}picture>`,
	`<a href=${STRANGER}>Log in</a>`,
	'<b>Approved</b>',
];

/** A picture of one point, PNG. */
const POINT =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const signer = {
	signtype: 2,
	username: '张三',
	userno: '11010519491231002X',
	country: 'CN',
	...{ pic: POINT, picformat: 'png', otherpic: POINT, otherpicformat: 'png' },
};

/** What n8n's editor makes of errors and hints that quote hostile texts. */
export function attackEditor(installation: () => Installation): void {
	describeWithBrowser('n8n’s editor', () => {
		let browser: Browser;
		let editor: Editor;
		const calls: string[] = [];

		beforeAll(async () => {
			browser = await startBrowser();
			const { n8n } = installation();
			editor = await openEditor(browser, n8n);
			editor.page.on('request', (request) => {
				if (request.url().startsWith(STRANGER)) calls.push(request.url());
			});
		}, 120_000);
		afterAll(async () => await browser?.close());

		/** Runs an order in the editor. */
		async function runWith(parameters: INodeParameters): Promise<void> {
			const { n8n, credential } = installation();
			const id = await n8n.session.call(
				'POST',
				'/workflows',
				chain('Hostile', [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{
						name: ORDER_NODE,
						type: 'n8n-nodes-wosigndoc.woSignDoc',
						credential,
						parameters: {
							...{ resource: 'signOrder', operation: 'create' },
							...{ documentSource: 'template', templateId: 'consent-form', signersMode: 'json' },
							...parameters,
						},
					},
				]),
			);
			await editor.openWorkflow(z.object({ id: z.string() }).parse(id).id);
			await editor.page.getByTestId('execute-workflow-button').click();
		}

		/** Elements that only a stranger's text can have made. */
		const strange = async () =>
			await editor.page.evaluate(
				`[...document.querySelectorAll('img[src*=stranger], a[href*=stranger], b')]
					.map((one) => one.outerHTML)
					.filter((text) => !text.startsWith('<b') || text.includes('Approved'))`,
			);

		it('shows an error that quotes markup as text, and calls nobody', async () => {
			const signers = MARKUP.map((signtype) => ({ ...signer, signtype }));
			await runWith({ orderNumber: 'HT-1', signersJson: JSON.stringify(signers) });
			await editor.openNode(ORDER_NODE);
			const description = editor.page.getByTestId('node-error-description');
			await eventually(async () => expect(await description.innerText()).toContain('‹img src='));
			expect(await strange()).toEqual([]);
			expect(calls).toEqual([]);
			await editor.closeNode();
		}, 180_000);

		it('shows a hint that quotes markup as text, and calls nobody', async () => {
			const unknown = Object.fromEntries(MARKUP.map((name) => [name, 1]));
			await runWith({
				orderNumber: 'HT-2',
				signersJson: JSON.stringify([{ ...signer, ...unknown }]),
			});
			await editor.openNode(ORDER_NODE);
			const hints = editor.page.getByTestId('node-hint');
			await eventually(async () =>
				expect((await hints.allInnerTexts()).join('\n')).toContain('‹img src='),
			);
			expect(await strange()).toEqual([]);
			expect(calls).toEqual([]);
		}, 180_000);
	});
}
