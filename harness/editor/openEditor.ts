import { selectors, type Browser, type BrowserContextOptions } from 'playwright-core';
import type { RunningN8n } from '../n8n/runningN8n';
import { Editor } from './editor';

// n8n's own attribute for tests.
selectors.setTestIdAttribute('data-test-id');

/** The longest that anything in the editor may take, on a machine that has much else to do. */
export const PATIENCE_MS = 90_000;

/** Opens n8n's editor in a new, empty profile that reaches nothing beyond n8n's host, and logs in through its form. */
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
