import type { Browser } from 'playwright-core';
import { startBrowser } from '../../../harness/editor/browser';
import type { Editor } from '../../../harness/editor/editor';
import { openEditor } from '../../../harness/editor/openEditor';
import { startInstallation, type Installation } from '../../../harness/n8n/installation';

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
