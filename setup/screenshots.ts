// Takes the pictures in docs/images: n8n's editor in a browser, with this package in it, the sandbox's page, and the
// document. With the names of scenes after `--`, only these.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from '../harness/editor/browser';
import { openEditor } from '../harness/editor/openEditor';
import { startInstallation, type Installation } from '../harness/n8n/installation';
import { drawPage } from './screenshots/drawPage';
import { photograph, type Crop } from './screenshots/photograph';
import { placeOrders, showSandbox } from './screenshots/sandboxPage';
import { scenes, type Scene, type Stage } from './screenshots/scenes';
import { signContract } from './screenshots/signedContract';

const folder = resolve(__dirname, '../docs/images');
const chosen = process.argv.slice(2);
const isWanted = (scene: string) => chosen.length === 0 || chosen.includes(scene);

/** Pixels to a CSS pixel: sharp on any screen. */
const deviceScaleFactor = 2;
const viewport = { width: 1280, height: 860 };
const themes = ['dark', 'light'] as const;
type Theme = (typeof themes)[number];
type Framing = [parts: Locator, crop?: Crop];

function keep(name: string, picture: Buffer): void {
	writeFileSync(join(folder, `${name}.png`), picture);
	console.log(`docs/images/${name}.png, ${Math.ceil(picture.length / 1024)} KB`);
}

const photographer =
	(colorScheme: Theme) =>
	async (page: Page, name: string, ...rest: Framing) =>
		keep(`${name}-${colorScheme}`, await photograph(page, ...rest));

async function takeSandbox(browser: Browser, { sandbox }: Installation): Promise<void> {
	await placeOrders(sandbox);
	for (const colorScheme of themes) {
		const take = photographer(colorScheme);
		await showSandbox(browser, sandbox, { colorScheme, deviceScaleFactor }, async (tab) => {
			await take(tab, 'sandbox', tab.locator('body'));
		});
	}
}

async function takeScene(
	browser: Browser,
	play: Scene,
	stage: Pick<Stage, 'installation' | 'contract'>,
): Promise<void> {
	for (const colorScheme of themes) {
		const options = { colorScheme, deviceScaleFactor, viewport };
		const editor = await openEditor(browser, stage.installation.n8n, options);
		const take = photographer(colorScheme);
		await play({
			...stage,
			editor,
			take: async (...picture) => await take(editor.page, ...picture),
		});
		await editor.page.context().close();
	}
}

async function main(): Promise<void> {
	const known = ['document', 'sandbox', ...Object.keys(scenes)];
	const unknown = chosen.filter((scene) => !known.includes(scene));
	if (unknown.length > 0)
		throw new Error(`no scene ${unknown.join()}; there are ${known.join(', ')}`);
	mkdirSync(folder, { recursive: true });
	const address = { N8N_WEBHOOK_URL: 'https://n8n.example.com/' };
	const installation = await startInstallation({ autoSign: false }, address);
	const browser = await startBrowser();
	try {
		const contract = await signContract(installation);
		if (isWanted('document')) {
			keep('preview', drawPage(contract.preview));
			keep('signed', drawPage(contract.signed));
		}
		if (isWanted('sandbox')) await takeSandbox(browser, installation);
		for (const [name, play] of Object.entries(scenes)) {
			if (isWanted(name)) await takeScene(browser, play, { installation, contract });
		}
	} finally {
		await browser.close();
		await installation.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
