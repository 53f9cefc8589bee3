import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium. Tests that need a browser are skipped if it isn't installed. */
const executablePath = '/usr/bin/chromium';

/** `describe`, or a skipped one whose title says why. */
export function describeWithBrowser(name: string, body: () => void): void {
	if (existsSync(executablePath)) describe(name, body);
	else describe.skip(`${name} (skipped: ${executablePath} not found)`, body);
}

/** A headless Chromium with a new, empty profile and no background network requests. `switches` are added. */
export async function startBrowser(switches: readonly string[] = []): Promise<Browser> {
	return await chromium.launch({
		executablePath,
		headless: true,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			...switches,
		],
	});
}
