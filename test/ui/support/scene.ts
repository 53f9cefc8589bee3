import type { Browser } from 'playwright-core';
import { startInstallation, type Installation } from '../../e2e/installation';
import { startBrowser } from '../../support/browser';
import type { Editor } from './editor';
import { openEditor } from './openEditor';

/** A real n8n with the package in it, and a browser to see it in; one for all cases, because n8n takes long to start. */
export class Scene {
	private constructor(
		readonly installation: Installation,
		private readonly browser: Browser,
	) {}

	static async start(): Promise<Scene> {
		return new Scene(await startInstallation(), await startBrowser());
	}

	/** n8n's editor in a profile of its own, logged in. */
	async openEditor(): Promise<Editor> {
		return await openEditor(this.browser, this.installation.n8n);
	}

	async stop(): Promise<void> {
		await this.browser.close();
		await this.installation.stop();
	}
}
