import { selectors, type Browser, type BrowserContextOptions } from 'playwright-core';
import type { RunningN8n } from '../n8n/runningN8n';
import { PATIENCE_MS } from '../n8n/waitFor';
import { Editor } from './editor';

// n8n's test id attribute.
selectors.setTestIdAttribute('data-test-id');

/** Opens n8n's editor in a new, empty profile that can only connect to n8n's host, and logs in through its form. */
export async function openEditor(
	browser: Browser,
	{ url, session: { login } }: RunningN8n,
	options: BrowserContextOptions = {},
): Promise<Editor> {
	const viewport = { width: 1280, height: 900 };
	const context = await browser.newContext({ baseURL: url, viewport, ...options });
	context.setDefaultTimeout(PATIENCE_MS);
	await context.route(
		({ hostname }) => hostname !== new URL(url).hostname,
		async (route) => await route.abort(),
	);
	const page = await context.newPage();
	await page.goto('/signin');
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(login.email);
	await page.getByTestId('password').locator('input').fill(login.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/\/home\//);
	return new Editor(page);
}
