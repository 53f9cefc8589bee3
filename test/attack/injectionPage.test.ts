import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import {
	connect,
	createServer as createTcpServer,
	type AddressInfo,
	type Server as TcpServer,
} from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { describeWithBrowser, startBrowser } from '../../harness/editor/browser';
import { order, orderFor, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startPage, type SandboxPage } from '../../sandbox/page/startPage';
import { startReceiver, type Receiver } from '../support/receiver';
import { hostileTexts } from './injectionTexts';

/** A name of the attacker's, which the browser finds on this machine: its own server, or, rebound, the sandbox. */
const STRANGE_NAME = 'stranger.example';
const EMPTY_PAGE = '<!doctype html><title>Attack</title>';

/** As HTML keeps a text: one kind of line break, and no NUL. */
const inHtml = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '');

describeWithBrowser('the sandbox’s page, in a browser', () => {
	let browser: Browser;
	let receiver: Receiver;
	let sandbox: Sandbox;
	let page: SandboxPage;

	beforeAll(async () => {
		browser = await startBrowser([`--host-resolver-rules=MAP ${STRANGE_NAME} 127.0.0.1`]);
		receiver = await startReceiver();
	}, 60_000);
	afterAll(async () => {
		await browser?.close();
		await receiver?.stop();
	});
	beforeEach(async () => {
		sandbox = await startSandbox({ autoSign: false, pushIntervals: [10] });
		page = await startPage(sandbox);
	});
	afterEach(async () => {
		await Promise.all(browser.contexts().map((context) => context.close()));
		await page.stop();
		await sandbox.stop();
	});

	/** An order with this text wherever a caller may put one; its `signid`. */
	async function place(text: string): Promise<string> {
		const signerlist = [{ ...person, userName: text }];
		const fields = { orderNumber: text, subject: text, signerlist };
		const { signid } = await order(sandbox, orderFor(sandbox, await pdfWith({}), fields));
		return signid;
	}

	it('shows hostile names and answers as the texts that they are, runs nothing, and calls nobody', async () => {
		sandbox.setCallbackUrl(receiver.url);
		receiver.answers = hostileTexts.map((text) => ({ body: text }));
		for (const text of hostileTexts) {
			await sandbox.pushDocument({ orderNumber: text, document: Buffer.from(text) });
		}
		sandbox.setCallbackUrl(undefined);
		for (const text of hostileTexts) await place(text);
		const tab = await browser.newPage();
		const elsewhere: string[] = [];
		const alarms: string[] = [];
		tab.on('request', (request) => {
			if (new URL(request.url()).origin !== page.url) elsewhere.push(request.url());
		});
		tab.on('dialog', (dialog) => void dialog.dismiss().then(() => alarms.push('a dialog')));
		tab.on('console', (message) => alarms.push(message.text()));
		tab.on('pageerror', (error) => alarms.push(error.message));
		const shown = new Set<string>();
		for (const path of ['/', ...sandbox.orders.map(({ signid }) => `/orders/${signid}`)]) {
			await tab.goto(new URL(path, page.url).href);
			await tab.mouse.move(300, 300);
			const texts = await tab.evaluate(
				`[...document.querySelectorAll('bdi')].map((one) => one.textContent)`,
			);
			z.array(z.string())
				.parse(texts)
				.forEach((text) => shown.add(text));
			expect(await tab.evaluate('globalThis.attacked')).toBeUndefined();
			// Nothing that the page itself does not have.
			expect(
				await tab.evaluate(`document.querySelectorAll(${JSON.stringify(FOREIGN_ELEMENTS)}).length`),
			).toBe(0);
		}
		expect(hostileTexts.map(inHtml).filter((text) => !shown.has(text))).toEqual([]);
		expect([elsewhere, alarms]).toEqual([[], []]);
	}, 120_000);

	describe.each<[string, (port: number) => string]>([
		['of another site', (port) => `http://${STRANGE_NAME}:${port}`],
		['of another port of this machine', (port) => `http://127.0.0.1:${port}`],
	])('against a page %s', (_, originAt) => {
		let attacker: Server;
		let signid: string;
		let context: BrowserContext;
		let tab: Page;

		beforeEach(async () => {
			attacker = await startAttacker();
			// The attacker knows all but the token.
			signid = await place('HT-1');
			context = await browser.newContext({ ignoreHTTPSErrors: true });
			// The person has the page open, too.
			await (await context.newPage()).goto(page.url);
			tab = await context.newPage();
			await tab.goto(originAt(portOf(attacker)));
		});
		afterEach(async () => await stopAttacker(attacker));

		const untouched = () => {
			expect(sandbox.orders.map(({ state, signid: one }) => [state, one])).toEqual([
				['signing', signid],
			]);
			expect(sandbox.callbackUrl).toBeUndefined();
			expect(sandbox.pushes).toEqual([]);
		};

		it('tells it nothing, whatever it asks for', async () => {
			for (const path of ['/', '/version', `/orders/${signid}`, `/orders/${signid}/document`]) {
				for (const mode of ['cors', 'no-cors']) {
					expect(await tab.evaluate(reading(new URL(path, page.url).href, mode))).toBe('nothing');
				}
			}
		});

		it('is not driven by its requests', async () => {
			const paths = [
				'/sign-all',
				'/callback',
				`/orders/${signid}/sign`,
				`/orders/${signid}/refuse`,
			];
			for (const path of paths) {
				for (const type of [
					'application/x-www-form-urlencoded',
					'text/plain',
					'application/json',
				]) {
					await tab.evaluate(sending(new URL(path, page.url).href, type));
				}
			}
			untouched();
		});

		it('is not driven by its forms, sent from a tab, a frame or a new window', async () => {
			for (const path of ['/sign-all', `/orders/${signid}/sign`, '/callback']) {
				const answered = tab.waitForEvent('framenavigated');
				await tab.evaluate(submitting(new URL(path, page.url).href));
				await answered;
				await tab.waitForLoadState();
				expect(await tab.innerText('body')).toContain('The form was sent from another site.');
				await tab.goBack();
			}
			untouched();
		});

		it('is not shown in a frame, not loaded as script or picture, and not reached through its window', async () => {
			expect(await tab.evaluate(framing(page.url))).toBe('nothing');
			expect(await tab.evaluate(loading('script', `${page.url}/page.js`))).toBe('error');
			expect(await tab.evaluate(loading('img', `${page.url}/icon.svg`))).toBe('error');
			const [opened] = await Promise.all([
				tab.waitForEvent('popup'),
				tab.evaluate(`void (globalThis.opened = open(${JSON.stringify(page.url)}))`),
			]);
			await opened.waitForLoadState();
			expect(await opened.evaluate('opener')).toBeNull();
			expect(await tab.evaluate('opened.closed')).toBe(true);
			untouched();
		});

		it('takes no order through the browser, whose page knows the token but has no certificate', async () => {
			const fields = orderFor(sandbox, await pdfWith({}), { orderNumber: 'HT-2' });
			await tab.evaluate(sending(sandbox.url, 'text/plain', JSON.stringify(fields)));
			expect(sandbox.requests.at(-1)).toMatchObject({ errorCode: -80 });
			untouched();
		});
	});

	it('against a name that is rebound to this machine, tells nothing and does nothing', async () => {
		const signid = await place('HT-1');
		const attacker = await startAttacker();
		// What the browser takes for one origin is the attacker's first, and the sandbox's then.
		let target = portOf(attacker);
		const name = createTcpServer((socket) => {
			const there = connect(target, '127.0.0.1');
			socket.on('error', () => there.destroy()).pipe(there);
			there.on('error', () => socket.destroy()).pipe(socket);
		});
		name.listen(0, '127.0.0.1');
		await once(name, 'listening');
		const tab = await browser.newPage();
		await tab.goto(`http://${STRANGE_NAME}:${portOf(name)}/`);
		expect(await tab.evaluate(reading('/', 'cors'))).toBe(`200 ${EMPTY_PAGE}`);
		target = Number(new URL(page.url).port);
		const refusal = '403 This page does not answer to the host name in the address.';
		for (const path of ['/', `/orders/${signid}`, '/version', `/orders/${signid}/document`]) {
			expect(await tab.evaluate(reading(path, 'cors'))).toMatch(refusal);
		}
		for (const path of ['/sign-all', `/orders/${signid}/sign`]) {
			const type = 'application/x-www-form-urlencoded';
			expect(await tab.evaluate(sending(path, type))).toBe('403');
		}
		expect(sandbox.orders.map(({ state }) => state)).toEqual(['signing']);
		await tab.close();
		name.close();
		await stopAttacker(attacker);
	});
});

const portOf = (server: TcpServer) => (server.address() as AddressInfo).port;

/** A site with one page, empty, to run scripts in. */
async function startAttacker(): Promise<Server> {
	const headers = { 'content-type': 'text/html', connection: 'close' };
	const server = createServer((_, response) => response.writeHead(200, headers).end(EMPTY_PAGE));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

async function stopAttacker(server: Server): Promise<void> {
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}

/** Elements of which the page has none, and every attribute that could run something. */
const FOREIGN_ELEMENTS = [
	...[
		'script:not([src="/page.js"])',
		'img',
		'iframe',
		'animate',
		'style',
		'base',
		'textarea',
		'b > b',
	],
	...['a[href^="http"]', 'form[action^="http"]', 'form:not([method="post"])'],
	...['onload', 'onerror', 'onmouseover', 'onfocus', 'autofocus', 'style'].map(
		(name) => `[${name}]`,
	),
].join();

/** What a page can read of an answer: `nothing`, or its status and text. */
function reading(url: string, mode: string): string {
	const request = `fetch(${JSON.stringify(url)}, { mode: ${JSON.stringify(mode)}, credentials: 'include' })`;
	return `${request}.then(
		async (response) => (response.type === 'opaque' ? 'nothing' : response.status + ' ' + (await response.text())),
		() => 'nothing',
	)`;
}

/** Sends a request that does something; without asking beforehand, where a browser allows that. */
function sending(url: string, type: string, body = DRIVING): string {
	const simple = type !== 'application/json';
	const options = {
		method: 'POST',
		mode: simple && !url.startsWith('/') ? 'no-cors' : 'cors',
		credentials: 'include',
		headers: { 'content-type': type },
		body,
	};
	return `fetch(${JSON.stringify(url)}, ${JSON.stringify(options)}).then(({ status }) => '' + status, () => 'nothing')`;
}

const DRIVING = 'token=guessed&code=-50&next=list&url=http%3A%2F%2F127.0.0.1%3A9%2F&fault=';

/** Fills in a form for another page, and sends it. */
function submitting(action: string): string {
	return `(() => {
		const form = Object.assign(document.createElement('form'), { method: 'post', action: ${JSON.stringify(action)} });
		for (const [name, value] of new URLSearchParams(${JSON.stringify(DRIVING)})) {
			form.append(Object.assign(document.createElement('input'), { name, value }));
		}
		document.documentElement.append(form);
		form.submit();
	})()`;
}

/** What a frame around the page lets its own page see. */
function framing(url: string): string {
	return `new Promise((resolve) => {
		const frame = Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(url)} });
		frame.onload = () => {
			try { resolve(frame.contentWindow.length + frame.contentDocument.body.innerText); } catch { resolve('nothing'); }
			resolve('nothing');
		};
		document.documentElement.append(frame);
	})`;
}

function loading(tag: 'script' | 'img', src: string): string {
	return `new Promise((resolve) => {
		const element = document.createElement(${JSON.stringify(tag)});
		element.onload = () => resolve('load');
		element.onerror = () => resolve('error');
		element.src = ${JSON.stringify(src)};
		document.documentElement.append(element);
	})`;
}
