import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { Form } from './form';

/** The part of a node on the canvas that can be clicked. */
const BOX = '[data-test-id="canvas-default-node"], [data-test-id="canvas-trigger-node"]';

/** How long to wait for an answer to keys before they are pressed again: n8n ignores some of them while it draws. */
const REPEAT_MS = 5_000;

/** n8n's editor in a browser tab, as its user sees it. */
export class Editor {
	constructor(readonly page: Page) {}

	/** The node search panel. */
	get nodesPanel(): Locator {
		return this.page.getByTestId('node-creator');
	}

	/** The open node: input, parameters, output. */
	get node(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** The parameters of the open node. */
	get parameters(): Form {
		return new Form(this.page, this.page.getByTestId('node-parameters'));
	}

	/** The open credential. */
	get credential(): Form {
		return new Form(this.page, this.page.getByTestId('node-credentials-config-container'));
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto('/workflow/new');
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Sets n8n's feature flags; takes effect on the next page load. */
	async setFlags(flags: Record<string, string>): Promise<void> {
		const text = JSON.stringify(JSON.stringify(flags));
		await this.page.evaluate(`localStorage.setItem('N8N_EXPERIMENT_OVERRIDES', ${text})`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor({ state: 'attached' });
	}

	/** Opens a node of the workflow on the canvas. */
	async openNode(name: string): Promise<Form> {
		await this.onCanvas(name).locator(BOX).dblclick();
		await this.parameters.root.waitFor();
		return this.parameters;
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.node.waitFor({ state: 'hidden' });
	}

	/** Closes the open credential, which must have no unsaved changes. */
	async closeCredential(): Promise<void> {
		await this.page.getByTestId('editCredential-modal').getByLabel('Close this dialog').click();
		await this.credential.root.waitFor({ state: 'hidden' });
	}

	/** Copies a node; n8n says when the clipboard holds it. */
	async copyNode(name: string): Promise<void> {
		const copied = this.page.getByText('Copied to clipboard', { exact: true }).first();
		await eventually(async () => {
			await this.onCanvas(name).click();
			await this.page.keyboard.press('ControlOrMeta+c');
			await copied.waitFor({ timeout: REPEAT_MS });
		});
	}

	/** Opens the panel of nodes for the next step. */
	async openNodesPanel(): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
	}

	/** Types into the panel's search and returns the names of the entries found. */
	async search(text: string): Promise<Locator> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		return this.nodesPanel.getByTestId('node-creator-item-name');
	}

	/** Searches for an entry of the panel, opens it, and selects an action in it, if given. */
	async pick(entry: string, action?: string, searched = entry): Promise<void> {
		const found = await this.search(searched);
		await found.getByText(entry, { exact: true }).first().click();
		if (action !== undefined) await this.nodesPanel.getByText(action, { exact: true }).click();
	}

	/** A node on the canvas. */
	onCanvas(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}
}
