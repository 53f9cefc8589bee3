import type { Editor } from '../../harness/editor/editor';
import { eventually } from '../../harness/editor/eventually';
import type { Scene } from './support/scene';

/** The nodes panel: which words find what. */
export function testNodesPanel(scene: () => Scene): void {
	let editor: Editor;

	beforeAll(async () => {
		editor = await scene().openEditor();
	});

	it('finds the node by its names in both languages, with its trigger and its actions', async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		for (const text of ['沃通', '电子签', '合同', 'e-signature', 'esign', 'WoSignDoc']) {
			const found = await editor.search(text);
			await found.getByText('WoSignDoc', { exact: true }).waitFor();
		}
		await editor.pick('WoSignDoc');
		const panel = editor.nodesPanel;
		await panel.getByText('On signing result pushed', { exact: true }).waitFor();
		await panel.getByText(/^Actions/).click();
		for (const action of [
			'Create sign order',
			'Check sign order',
			'Preview positions on document',
			'Acknowledge push',
			'Skip processed pushes',
			'Verify signatures of document',
		]) {
			await panel.getByText(action, { exact: true }).waitFor();
		}
	});

	it('offers the node to an AI agent as a tool', async () => {
		await editor.newWorkflow();
		await editor.openNodesPanel();
		await editor.pick('AI Agent');
		await editor.closeNode();
		await editor
			.onCanvas('AI Agent')
			.locator('[data-connection-type="ai_tool"]')
			.getByTestId('canvas-handle-plus')
			.click();
		await editor.pick('WoSignDoc Tool', undefined, '电子签');
		await editor.node.getByText('Tool Description', { exact: true }).waitFor();
		await eventually(async () =>
			expect(await editor.parameters.labels()).toContain('Order Number'),
		);
		await editor.closeNode();
		const tool = '[data-node-type="n8n-nodes-wosigndoc.woSignDocTool"]';
		await editor.page.locator(tool).waitFor({ state: 'attached' });
	});
}
