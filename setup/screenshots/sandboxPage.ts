import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { order, orderFor } from '../../harness/sandbox/caller';
import type { Sandbox } from '../../sandbox';
import { startPage } from '../../sandbox/page/startPage';
import { drawContract } from '../demo/drawContract';

/** More orders for the sandbox's page: one that waits, and one that is refused. */
export async function placeOrders(sandbox: Sandbox): Promise<void> {
	const [waiting, refused] = ['CONTRACT-2026-0043', 'CONTRACT-2026-0044'];
	for (const orderNumber of [waiting, refused]) {
		const fields = { orderNumber, subject: 'Contract of sale' };
		const { signid } = await order(
			sandbox,
			orderFor(sandbox, await drawContract(orderNumber), fields),
		);
		if (orderNumber === refused) await sandbox.refuse(signid, [-57]);
	}
	await sandbox.waitForAnswer(refused);
}

/** Shows the sandbox's page in a tab, as long as it is looked at. */
export async function showSandbox(
	browser: Browser,
	sandbox: Sandbox,
	options: BrowserContextOptions,
	look: (tab: Page) => Promise<void>,
): Promise<void> {
	const page = await startPage(sandbox);
	try {
		const tab = await browser.newPage({ ...options, viewport: { width: 900, height: 1200 } });
		await tab.goto(page.url);
		await look(tab);
	} finally {
		await page.stop();
	}
}
