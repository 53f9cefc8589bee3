import fc from 'fast-check';
import { order, orderFor, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { html } from '../../sandbox/page/html';
import { startPage, type SandboxPage } from '../../sandbox/page/startPage';
import { startReceiver, type Receiver } from '../support/receiver';
import { submit, tokenOf, visit } from './support/pageVisitor';

const script = `<script>alert('1')</script>"'&`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };

let sandbox: Sandbox;
let page: SandboxPage;
let receiver: Receiver;
let signid: string;

beforeAll(async () => {
	receiver = await startReceiver();
	receiver.answers = [{ body: script }];
	sandbox = await startSandbox({ callbackUrl: receiver.url, autoSign: false });
	page = await startPage(sandbox);
	const fields = { orderNumber: script, subject: script };
	const signerlist = [{ ...person, userName: script, userNo: script }];
	const sent = orderFor(sandbox, await pdfWith({}), { ...fields, signerlist });
	({ signid } = await order(sandbox, sent));
});
afterAll(async () => {
	await page.stop();
	await sandbox.stop();
	await receiver.stop();
});

describe('what comes from elsewhere', () => {
	it('is escaped wherever it appears', async () => {
		await sandbox.pushDocument({ orderNumber: `${script} again`, document: Buffer.from(script) });
		for (const path of ['/', `/orders/${signid}`, `/orders/${sandbox.orders[1]?.signid}`]) {
			const { status, text } = await visit(page.url, path);
			expect(status).toBe(200);
			expect(text).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&#39;&amp;');
			expect(text.replace('<script src="/page.js" defer></script>', '')).not.toContain('<script');
		}
	});

	it('never ends a text or an attribute, whatever it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const markup = html`${text}`.text;
				expect(markup).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
				const back = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
				expect(markup.replaceAll(/&[^;]+;/g, (one) => back[one as keyof typeof back])).toBe(text);
			}),
		);
	});

	it('is not taken from the address into a notice', async () => {
		for (const notice of ['Send your money elsewhere', 'constructor', '__proto__']) {
			const { text } = await visit(page.url, `/?notice=${encodeURIComponent(notice)}`);
			expect(text).not.toMatch(/class="notice"|money/);
		}
		expect((await visit(page.url, '/?notice=signed')).text).toContain('class="notice"');
	});
});

describe('every answer', () => {
	it.each(['/', '/page.css', '/page.js', '/version', '/nowhere'])(
		'%s may load nothing from elsewhere, be guessed at, kept or framed',
		async (path) => {
			const { headers } = await visit(page.url, path);
			const policy = headers['content-security-policy'];
			expect(policy).toMatch(/^default-src 'none'/);
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).not.toMatch(/unsafe|\*|http|data:/);
			expect(headers).toMatchObject({
				'x-content-type-options': 'nosniff',
				'cache-control': 'no-store',
				'cross-origin-resource-policy': 'same-origin',
			});
			expect(headers).not.toHaveProperty('access-control-allow-origin');
		},
	);

	it('has no inline script or style', async () => {
		for (const path of ['/', `/orders/${signid}`]) {
			const { text } = await visit(page.url, path);
			expect(text).not.toMatch(/<style| style=| on\w+=|<script(?! src="\/page.js")/);
		}
	});
});

describe('the address', () => {
	it('answers to 127.0.0.1 and to localhost, whatever port a container publishes', async () => {
		const { port } = new URL(page.url);
		for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost', 'LOCALHOST:8080'])
			expect(await visit(page.url, '/', { headers: { host } })).toMatchObject({ status: 200 });
	});

	it.each([
		'evil.example',
		'evil.example:PORT',
		'127.0.0.1.evil.example:PORT',
		'localhost.evil.example:PORT',
		'evil.example@localhost:PORT',
		'localhost:PORT:PORT',
		'localhost:PORT/',
		'sandbox:PORT',
		'192.0.2.1:PORT',
		'0.0.0.0:PORT',
	])('reveals nothing to Host %s', async (name) => {
		const host = name.replace('PORT', new URL(page.url).port);
		for (const path of ['/', `/orders/${signid}/document`]) {
			const { status, text } = await visit(page.url, path, { headers: { host } });
			expect(status).toBe(403);
			expect(text).toMatch(/^The sandbox does not accept the host name in this URL\. /);
		}
	});
});

describe('a form', () => {
	const path = () => `/orders/${signid}/refuse`;
	const waits = () => expect(sandbox.orders[0]?.state).toBe('signing');

	it.each([
		['another origin', { origin: 'http://evil.example' }],
		['another port of this machine', { origin: 'http://127.0.0.1:1' }],
		['a hidden origin', { origin: 'null' }],
		['another site', { 'sec-fetch-site': 'cross-site' }],
		['the same site, another origin', { 'sec-fetch-site': 'same-site' }],
		['a bookmark', { 'sec-fetch-site': 'none' }],
	])('from %s is refused, even with the right token', async (_, headers) => {
		const { status } = await submit(page.url, path(), { code: '-50' }, headers);
		expect(status).toBe(403);
		waits();
	});

	it.each(['', 'token=', 'token=wrong'])('with the token %p is refused', async (token) => {
		const body = `${token}&code=-50`;
		const answer = await visit(page.url, path(), { method: 'POST', headers: form, body });
		expect(answer.status).toBe(403);
		waits();
	});

	it('of another start of the sandbox is refused', async () => {
		const other = await startPage(sandbox);
		try {
			const body = `token=${await tokenOf(other.url)}&code=-50`;
			const answer = await visit(page.url, path(), { method: 'POST', headers: form, body });
			expect(answer.status).toBe(403);
			waits();
		} finally {
			await other.stop();
		}
	});

	it.each([
		['GET', 404, form],
		['PUT', 405, form],
		['OPTIONS', 405, form],
		['POST', 415, { 'content-type': 'text/plain' }],
		['POST', 415, { 'content-type': 'application/json' }],
		['POST', 415, {}],
	])('%s is answered with %d and does nothing', async (method, status, headers) => {
		const body = `token=${await tokenOf(page.url)}&code=-50`;
		const answer = await visit(page.url, path(), { method, headers, body });
		expect(answer.status).toBe(status);
		waits();
	});

	it('that is too large is refused', async () => {
		const answer = await submit(page.url, path(), { code: '-50', more: 'x'.repeat(20_000) });
		expect(answer.status).toBe(413);
		waits();
	});

	it('from this page does what it says', async () => {
		const headers = { origin: page.url, 'sec-fetch-site': 'same-origin' };
		const answer = await submit(page.url, path(), { code: '-50' }, headers);
		expect(answer.status).toBe(303);
		expect(sandbox.orders[0]?.state).toBe('failed');
	});
});

it('answers 404 for an order and for a form that are not there', async () => {
	expect(await visit(page.url, '/orders/none')).toMatchObject({ status: 404 });
	expect(await submit(page.url, `/orders/${signid}/constructor`)).toMatchObject({ status: 404 });
	expect(await submit(page.url, '/orders/none/sign')).toMatchObject({ status: 404 });
});

it('does not start on a port that is taken', async () => {
	await expect(startPage(sandbox, { port: Number(new URL(page.url).port) })).rejects.toMatchObject({
		code: 'EADDRINUSE',
	});
});
