import type { INodeParameters } from 'n8n-workflow';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { credentialData, IN_MEMORY, startInstallation } from '../../harness/n8n/installation';
import type { Installation } from '../../harness/n8n/installation';
import { orderWorkflow } from '../../harness/n8n/workflows';

const PASSPHRASE = 'passphrase-marker-7f3a';
const PASSWORD = 'password-marker-91c2';
const ID_NUMBER = '440524188001010014';
const LICENSE_NUMBER = '91440300708461136T';
const TOKEN = 'token-marker-5b8e';
/** Long enough that its base64 is no chance. */
const PICTURE = Buffer.from(
	`\u0089PNG\r\n\u001a\n picture-marker-${'d41d8cd98f00'.repeat(8)}`,
	'latin1',
);

let installation: Installation;
let markers: Record<string, string>;
let lockedKey: string;
let wrongCredential: { id: string; name: string };
let rightCredential: { id: string; name: string };

beforeAll(async () => {
	installation = await startInstallation({ autoSign: false });
	const { n8n, sandbox } = installation;
	lockedKey = createPrivateKey(sandbox.credential.privateKey)
		.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
		.toString();
	const fields = { privateKey: lockedKey, passphrase: PASSPHRASE };
	const create = async (name: string, more: Record<string, unknown>) =>
		await n8n.createCredential({
			name,
			type: 'woSignDocApi',
			data: credentialData(sandbox, { ...fields, ...more }),
		});
	rightCredential = await create('Right', {});
	wrongCredential = await create('Wrong token', { tokenId: TOKEN });
	markers = {
		'the token that is right': sandbox.tokenId,
		'the token that is wrong': TOKEN,
		'the passphrase': PASSPHRASE,
		'the private key': lockedKey.split('\n')[5] ?? '',
		'the document’s password': PASSWORD,
		'the identity card number': ID_NUMBER,
		'the license number': LICENSE_NUMBER,
		// In memory, n8n itself stores the files that an execution was given, with the execution.
		...(!IN_MEMORY && { 'the picture': PICTURE.toString('base64').slice(12, 72) }),
	};
}, 900_000);
afterAll(async () => await installation.stop());

/** Put together by n8n when the node asks for it: whole it is nowhere but in the node. */
function hidden(text: string): string {
	return `={{ ${JSON.stringify(text.slice(0, 7))} + ${JSON.stringify(text.slice(7))} }}`;
}

function parametersOf(changes: INodeParameters): INodeParameters {
	const signer = {
		country: 'CN',
		picBinary: 'picture',
		otherpicBinary: 'picture',
		positions: { position: [{ page: '1', x1: 0.1, y1: 0.1, x2: 0.4, y2: 0.3 }] },
	};
	return {
		documentSource: 'template',
		templateId: 'employment-contract',
		orderNumber: randomUUID(),
		signersMode: 'form',
		signers: {
			signer: [
				{
					...signer,
					signType: '1',
					name: '深圳市腾讯计算机系统有限公司',
					number: hidden(LICENSE_NUMBER),
				},
				{ ...signer, signType: '2', name: '张三', number: hidden(ID_NUMBER) },
			],
		},
		options: { password: hidden(PASSWORD) },
		...changes,
	};
}

/** Runs an order; gives what n8n answered to who asked for it. */
async function run(
	path: string,
	credential: { id: string; name: string },
	changes: INodeParameters,
) {
	const { n8n } = installation;
	await n8n.createWorkflow(orderWorkflow(path, credential, parametersOf(changes)));
	const form = new FormData();
	form.set('picture', new Blob([PICTURE], { type: 'image/png' }), 'picture.png');
	const response = await fetch(n8n.webhookUrl(path), { method: 'POST', body: form });
	return await response.text();
}

/** Everything that n8n has on disk but the binary data itself: database, write-ahead log, logs, settings. */
function storedTexts(): Map<string, string> {
	const folder = join(dirname(installation.n8n.database), '..');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !/node_modules|binaryData|binary_data/.test(path));
	return new Map(files.map((path) => [path, readFileSync(path, 'latin1')]));
}

describe('whatever the outcome of an order', () => {
	it('nothing that n8n stores, logs, or returns contains a secret from it', async () => {
		const { sandbox, n8n } = installation;
		const answers = [
			await run('secret-check', rightCredential, { operation: 'check' }),
			await run('secret-success', rightCredential, {}),
			await run('secret-token', wrongCredential, {}),
			await run('secret-template', rightCredential, { templateId: 'none' }),
			await run('secret-invalid', rightCredential, { orderNumber: '={{ "" }}' }),
		];
		sandbox.failNextRequest('html');
		answers.push(await run('secret-page', rightCredential, {}));
		sandbox.failNextRequest('reset');
		answers.push(await run('secret-reset', rightCredential, {}));
		expect(sandbox.orders.at(-1)).toMatchObject({ password: PASSWORD });
		const errors = (await n8n.executions()).map(({ error }) => error?.message);
		expect(errors).toEqual([
			undefined,
			undefined,
			expect.stringContaining('[-65]'),
			expect.stringContaining('[-43]'),
			expect.stringContaining('Order number is empty'),
			expect.stringContaining('A web page came'),
			expect.stringContaining('ended before an answer came'),
		]);
		const texts = storedTexts();
		expect([...texts.keys()].some((path) => path.endsWith('database.sqlite'))).toBe(true);
		const found = Object.entries(markers).flatMap(([name, marker]) => [
			...[...texts].flatMap(([path, text]) =>
				text.includes(marker) ? [`${name} in ${path}`] : [],
			),
			...answers.flatMap((text, at) => (text.includes(marker) ? [`${name} in answer ${at}`] : [])),
		]);
		expect(found).toEqual([]);
	});

	it('and a secret would be found if it were stored', async () => {
		const visible = parametersOf({ orderNumber: PASSWORD });
		await installation.n8n.createWorkflow(orderWorkflow('visible', rightCredential, visible));
		const texts = [...storedTexts().values()];
		expect(texts.some((text) => text.includes(PASSWORD))).toBe(true);
	});
});
