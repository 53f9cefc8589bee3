import { freePort } from '../../harness/n8n/freePort';
import { credentialData, startInstallation } from '../../harness/n8n/installation';
import type { Installation } from '../../harness/n8n/installation';
import { orderWorkflow } from '../../harness/n8n/workflows';
import type { RealServer } from '../../harness/realServer';
import { startOpenSslServer } from '../../harness/realServer';

const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

let installation: Installation;
let oldServer: RealServer;
let deadProxy: string;

beforeAll(async () => {
	deadProxy = `http://127.0.0.1:${await freePort()}`;
	// What is called `localhost` is reached without the proxy.
	const environment = {
		HTTPS_PROXY: `http://user:secret@${new URL(deadProxy).host}`,
		NO_PROXY: 'localhost',
	};
	installation = await startInstallation({ autoSign: false }, environment);
	oldServer = await startOpenSslServer(['-tls1_1', '-cipher', 'ALL:@SECLEVEL=0']);
}, 900_000);
afterAll(async () => {
	await installation?.stop();
	await oldServer?.stop();
});

/** Runs an order against an address; gives the message and description that n8n shows. */
async function failureAt(path: string, baseUrl: string) {
	const { n8n, sandbox } = installation;
	const data = credentialData(sandbox, { baseUrl });
	const credential = await n8n.createCredential({ name: path, type: 'woSignDocApi', data });
	const workflow = orderWorkflow(path, credential, {
		documentSource: 'template',
		templateId: 'employment-contract',
		orderNumber: path,
		signersMode: 'json',
		signersJson: JSON.stringify([
			{
				signType: '2',
				userName: '张三',
				userNo: '440524188001010014',
				picBinary: 'picture',
				otherpicBinary: 'picture',
			},
		]),
	});
	const [node] = workflow.nodes.slice(-1);
	if (node) node.onError = 'continueRegularOutput';
	await n8n.createWorkflow(workflow);
	const form = new FormData();
	form.set('picture', new Blob([PICTURE], { type: 'image/png' }), 'picture.png');
	const response = await fetch(n8n.webhookUrl(path), { method: 'POST', body: form });
	const tested = await n8n.testCredential({ name: path, type: 'woSignDocApi', data });
	return { order: await response.text(), tested };
}

it('an unreachable outgoing proxy is named, and nothing was sent', async () => {
	const { order, tested } = await failureAt('dead-proxy', installation.sandbox.url);
	const happened = `No connection could be made (TCP): the outgoing proxy ${deadProxy}`;
	expect(order).toContain('"requestNotSent"');
	expect(order).toContain(happened);
	expect(order).toContain('Nothing was sent.');
	expect(tested).toMatchObject({ status: 'Error' });
	expect(tested.message).toContain(happened);
	expect(order + tested.message).not.toContain('secret');
	expect(installation.sandbox.requests).toHaveLength(0);
});

it('a server with only TLS 1.1 is reported as such, and nothing was sent', async () => {
	const url = oldServer.url.replace('127.0.0.1', 'localhost');
	const { order, tested } = await failureAt('tls-1-1', url);
	const happened = 'The server and n8n have no version of TLS in common (TLS)';
	expect(order).toContain('"requestNotSent"');
	expect(order).toContain(happened);
	expect(order).toMatch(/OpenSSL says .+alert protocol version.+ \(alert 70\)/);
	expect(order).toContain('Nothing was sent.');
	expect(tested).toMatchObject({ status: 'Error' });
	expect(tested.message).toContain(happened);
});
