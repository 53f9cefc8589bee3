import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeWithBrowser, startBrowser } from '../../harness/editor/browser';
import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startPage, type SandboxPage } from '../../sandbox/page/startPage';
import { startReceiver, type Receiver } from '../support/receiver';

/** The accessible name of the focused element. */
const focused = `(() => {
	const { activeElement } = document;
	const label = activeElement.labels?.[0] ?? activeElement;
	return label.innerText.replace(/\\s+/g, ' ').trim();
})()`;

/** Presses Tab until the wanted element has the focus. */
async function tabTo(tab: Page, name: RegExp): Promise<void> {
	const passed: string[] = [];
	for (let presses = 0; presses < 80; presses++) {
		await tab.keyboard.press('Tab');
		const now = await tab.evaluate<string>(focused);
		if (name.test(now)) return;
		passed.push(now);
	}
	throw new Error(`Tab never came to ${name}, only to ${passed.join(' | ')}`);
}

/** Moves the focus to an element and presses Enter; resolves when the next page has loaded. */
async function follow(tab: Page, name: RegExp): Promise<void> {
	await tabTo(tab, name);
	await Promise.all([tab.waitForEvent('load'), tab.keyboard.press('Enter')]);
}

describeWithBrowser('in a browser, the page', () => {
	let browser: Browser;
	let receiver: Receiver;
	let sandbox: Sandbox;
	let page: SandboxPage;
	let complaints: string[];

	beforeAll(async () => {
		browser = await startBrowser();
	});
	afterAll(() => browser.close());
	beforeEach(async () => {
		complaints = [];
		receiver = await startReceiver();
		sandbox = await startSandbox({ autoSign: false, pushIntervals: [10] });
		page = await startPage(sandbox);
	});
	afterEach(async () => {
		await Promise.all(browser.contexts().map((context) => context.close()));
		await page.stop();
		await sandbox.stop();
		await receiver.stop();
	});

	async function place(orderNumber: string): Promise<string> {
		const { signid } = await order(sandbox, orderFor(sandbox, await pdfWith({}), { orderNumber }));
		return signid;
	}

	async function open(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
		const tab = await browser.newPage(options);
		tab.on('pageerror', (error) => complaints.push(error.message));
		tab.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		await tab.goto(new URL(path, page.url).href);
		return tab;
	}

	it('can be used by keyboard alone: set the callback URL, sign, reject, push with a fault', async () => {
		await place('HT-001');
		const second = await place('HT-002');
		const tab = await open();

		await tab.keyboard.press('Tab');
		expect(await tab.evaluate(focused)).toBe('Skip to content');
		await tab.keyboard.press('Enter');
		await tabTo(tab, /^Callback URL/);
		await tab.keyboard.type(receiver.url);
		await follow(tab, /^Set$/);
		expect(sandbox.callbackUrl).toBe(receiver.url);
		expect(await tab.evaluate(focused)).toBe('Pushes now go to the new callback URL.');

		await follow(tab, /^Sign .* HT-002$/);
		expect(sandbox.orders.map(({ state }) => state)).toEqual(['signing', 'signed']);
		expect(await sandbox.waitForAnswer('HT-002')).toMatchObject({ accepted: true });

		await follow(tab, /^HT-001$/);
		await tabTo(tab, /^Reject …/);
		await tab.keyboard.press('Enter');
		await tabTo(tab, /^-50 /);
		await tab.keyboard.press('Space');
		await tabTo(tab, /^-57 /);
		await tab.keyboard.press('Space');
		await follow(tab, /^Reject 拒签$/);
		expect(sandbox.orders[0]).toMatchObject({ state: 'failed', errorCodes: [-50, -57] });

		await tab.goto(`${page.url}/orders/${second}`);
		await tabTo(tab, /^Fault/);
		await tab.keyboard.type('wrongHash');
		await follow(tab, /^Push again/);
		await sandbox.waitForAnswer('HT-001');
		await receiver.received(3);
		await tab.locator('.log code.fault').waitFor();
		expect(await tab.locator('.log li').first().innerText()).toMatch(/wrongHash[^]*received/);
		expect(complaints).toEqual([]);
	});

	it('refreshes by itself, but never takes the focus away from an active user', async () => {
		const idle = await open();
		const busy = await open();
		await busy.getByLabel('Callback URL').fill('http://127.0.0.1:1/half-way');
		await place('HT-003');
		await idle.getByRole('link', { name: 'HT-003' }).waitFor();
		await busy.getByRole('link', { name: 'Updates available' }).waitFor();
		expect(await busy.getByLabel('Callback URL').inputValue()).toBe('http://127.0.0.1:1/half-way');
		expect(await busy.evaluate(focused)).toMatch(/^Callback URL/);
		await busy.getByRole('link', { name: 'Updates available' }).click();
		await busy.getByRole('link', { name: 'HT-003' }).waitFor();
		expect(complaints).toEqual([]);
	});

	it('works with scripts switched off', async () => {
		const signid = await place('HT-004');
		const tab = await open('/', { javaScriptEnabled: false });
		await tab.getByRole('button', { name: /^Sign all/ }).click();
		await tab.getByText('All waiting orders are signed').waitFor();
		expect(sandbox.orders.find((one) => one.signid === signid)?.state).toBe('signed');
	});

	it.each(['light', 'dark'] as const)(
		'fits on a phone, with enough color contrast, %s',
		async (colorScheme) => {
			const signid = await place(
				'A-very-long-order-number-without-any-place-to-break-it-'.repeat(3),
			);
			sandbox.setCallbackUrl(receiver.url);
			await sandbox.pushDocument({ orderNumber: 'HT-006', document: await pdfWith({}) });
			await sandbox.refuse(await place('HT-007'), [-50]);
			const viewport = { width: 360, height: 740 };
			for (const path of ['/', `/orders/${signid}`]) {
				const tab = await open(path, { viewport, colorScheme });
				await tab.evaluate(`document.querySelector('details')?.setAttribute('open', '')`);
				expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
				expect(await tab.evaluate(weakContrasts)).toEqual([]);
			}
			expect(complaints).toEqual([]);
		},
	);
});

/** Texts whose contrast with the nearest painted background is below 4.5 (WCAG 2, 1.4.3). */
const weakContrasts = `(() => {
	const parts = (color) => color.match(/[\\d.]+/g).map(Number);
	const luminance = (color) => {
		const [r, g, b] = parts(color).map((part) => {
			const share = part / 255;
			return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ground = (element) => {
		for (let at = element; at; at = at.parentElement) {
			const { backgroundColor } = getComputedStyle(at);
			if (parts(backgroundColor)[3] !== 0) return backgroundColor;
		}
		return 'rgb(255, 255, 255)';
	};
	const weak = [];
	const walker = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const { parentElement, data } = walker.currentNode;
		if (data.trim() === '' || parentElement.closest('svg, option, object')) continue;
		const [low, high] = [luminance(getComputedStyle(parentElement).color), luminance(ground(parentElement))].sort((a, b) => a - b);
		const contrast = (high + 0.05) / (low + 0.05);
		if (contrast < 4.5) weak.push(data.trim() + ' ' + contrast.toFixed(2));
	}
	return weak;
})()`;
