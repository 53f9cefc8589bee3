import { describeWithBrowser } from '../../harness/editor/browser';
import { PATIENCE_MS } from '../../harness/n8n/waitFor';
import { testCredential } from './credential.cases';
import { testNodesPanel } from './nodesPanel.cases';
import { testOrderForm } from './orderForm.cases';
import { Scene } from './support/scene';
import { testWorkflow } from './workflow.cases';

jest.setTimeout(2 * PATIENCE_MS);

describeWithBrowser('in n8n’s editor', () => {
	let started: Scene;
	const scene = () => started;

	beforeAll(async () => {
		started = await Scene.start();
	}, 400_000);

	afterAll(async () => await started?.stop());

	describe('the panel of nodes', () => testNodesPanel(scene));
	describe('the form of a sign order', () => testOrderForm(scene));
	describe('a workflow built by hand', () => testWorkflow(scene));
	// Last, because a workflow that is built takes the newest credential.
	describe('a credential', () => testCredential(scene));
});
