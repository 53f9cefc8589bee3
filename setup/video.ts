// Records how the package is used, in one take, as a video for those who have no n8n at hand.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { startBrowser } from '../harness/editor/browser';
import { openEditor } from '../harness/editor/openEditor';
import { startInstallation } from '../harness/n8n/installation';
import { startPage } from '../sandbox/page/startPage';
import { Recording } from './video/recording';
import { openPackages, walk } from './video/walk';
import { formWorkflow } from './video/workflows';

const folder = resolve(__dirname, '../.video');

async function main(): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const installation = await startInstallation({ autoSign: false });
	const browser = await startBrowser();
	const sandbox = await startPage(installation.sandbox);
	try {
		const { n8n, credential } = installation;
		const sendingId = await n8n.createWorkflow(formWorkflow(credential));
		// Captions are drawn on the sandbox's page, too, whose policy allows no foreign styles.
		const options = { bypassCSP: true, viewport: { width: 1280, height: 800 } };
		const editor = await openEditor(browser, n8n, options);
		await openPackages(editor);
		const recording = await Recording.start(editor.page);
		try {
			await walk({ editor, recording, installation, sandboxUrl: sandbox.url, sendingId });
			const file = resolve(folder, 'n8n-nodes-wosigndoc.webm');
			const seconds = await recording.finish(file);
			console.log(`${file}, ${Math.round(seconds)} s`);
		} finally {
			await recording.discard();
		}
	} finally {
		await sandbox.stop();
		await browser.close();
		await installation.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
