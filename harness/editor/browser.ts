import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium. Where it is absent, tests that need a browser are skipped. */
const executablePath = '/usr/bin/chromium';

/** `describe`, or a skipped one that says why. */
export function describeWithBrowser(name: string, body: () => void): void {
	if (existsSync(executablePath)) describe(name, body);
	else describe.skip(`${name} (skipped: there is no ${executablePath})`, body);
}

/** A headless Chromium with a new, empty profile, which calls nowhere by itself; with these switches, too. */
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
