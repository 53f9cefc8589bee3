import { PDFDocument } from 'pdf-lib';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { buildAndPack } from '../../setup/pack';
import { outputItems, startN8n } from '../support/n8n';
import type { N8n } from '../support/n8n';
import { orderWorkflow, pushWorkflow, TRIGGER_NODE } from './workflows';

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

let folder: string;
let sandbox: Sandbox;
let n8n: N8n;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-e2e-'));
	const version = process.env['N8N_VERSION'];
	sandbox = await startSandbox({ pushIntervals: [300, 300, 500] });
	n8n = await startN8n({
		tarball: await buildAndPack(folder),
		// n8n 1.x keeps binary data in memory unless told otherwise; its file store drops files of runs that overlap.
		...(version?.startsWith('1.') ? { version, binaryDataMode: 'default' } : {}),
	});
	const { certificate, privateKey, caCertificate } = sandbox.credential;
	const credential = await n8n.createCredential({
		name: 'WoSignDoc',
		type: 'woSignDocApi',
		data: {
			environment: 'custom',
			baseUrl: sandbox.url,
			tokenId: sandbox.tokenId,
			certificateFormat: 'pem',
			certificate,
			privateKey,
			caCertificate,
		},
	});
	await n8n.createWorkflow(
		orderWorkflow('order', credential, {
			documentSource: 'file',
			binaryPropertyName: 'contract',
			orderNumber: '={{ $json.body.orderNumber }}',
			signersMode: 'json',
			signersJson: '={{ $json.body.signers }}',
		}),
	);
	await n8n.createWorkflow(pushWorkflow('push-finished', 'workflowFinished'));
}, 300_000);

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	await rm(folder, { recursive: true, force: true });
});

async function contract(): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([595, 842]).drawText('Contract', { x: 60, y: 700 });
	pdf.addPage([595, 842]).drawText('Page 2', { x: 60, y: 700 });
	return Buffer.from(await pdf.save());
}

const SIGNERS = [
	{
		signType: '1',
		orgName: '沃通电子认证服务有限公司',
		orgNo: '440301103308619',
		picBinary: 'licence',
		otherpicBinary: 'material',
		signlist: [{ pagenumber: 1, position: '0.10,0.10,0.30,0.25' }],
	},
	{
		signType: '2',
		userName: '张三',
		userNo: '212125666868686888',
		picBinary: 'licence',
		otherpicBinary: 'material',
		signlist: [{ pagenumber: 2, position: '0.60,0.10,0.80,0.25' }],
	},
];

async function order(orderNumber: string, signers: unknown = SIGNERS): Promise<Response> {
	const form = new FormData();
	form.set('orderNumber', orderNumber);
	form.set('signers', JSON.stringify(signers));
	form.set(
		'contract',
		new File([new Uint8Array(await contract())], 'contract.pdf', { type: 'application/pdf' }),
	);
	for (const name of ['licence', 'material']) {
		form.set(name, new File([new Uint8Array(PNG)], `${name}.png`, { type: 'image/png' }));
	}
	return await fetch(n8n.webhookUrl('order'), { method: 'POST', body: form });
}

describe('an order on a real n8n', () => {
	it('is created, signed, and comes back verified', async () => {
		sandbox.setCallbackUrl(n8n.webhookUrl('push-finished/push'));
		const response = await order('ORDER-1');
		expect(await response.json()).toEqual({
			status: 1,
			signid: expect.any(String) as string,
			orderNumber: 'ORDER-1',
		});
		const push = await sandbox.waitForAnswer('ORDER-1', 60_000);
		expect(push).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
		const execution = await n8n.waitForExecution(
			(candidate) =>
				outputItems(candidate, TRIGGER_NODE).length > 0 && candidate.status === 'success',
		);
		const [item] = outputItems(execution, TRIGGER_NODE);
		const signed = sandbox.orders.find(({ orderNumber }) => orderNumber === 'ORDER-1');
		expect(item?.json).toMatchObject({
			event: 'signed',
			status: 1,
			orderNumber: 'ORDER-1',
			signid: signed?.signid,
			hash: signed?.sha256,
			hashAlgorithm: 'sha256',
			fileName: 'ORDER-1.pdf',
			mimeType: 'application/pdf',
			size: signed?.signedDocument?.length,
		});
		const binary = item?.binary?.['data'];
		expect(binary).toMatchObject({ fileName: 'ORDER-1.pdf', mimeType: 'application/pdf' });
		const document = binary && (await n8n.binaryData(binary));
		expect(
			createHash('sha256')
				.update(document ?? '')
				.digest('hex'),
		).toBe(signed?.sha256);
	}, 120_000);
});
