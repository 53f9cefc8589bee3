import type { INodeParameters } from 'n8n-workflow';
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { writeLargePdf } from '../../harness/largePdf';
import { credentialData, IN_MEMORY, startInstallation } from '../../harness/n8n/installation';
import type { Installation } from '../../harness/n8n/installation';
import { chain, ORDER_NODE } from '../../harness/n8n/workflows';
import type { TlsServer } from '../../harness/tlsServer';
import { startTlsServer } from '../../harness/tlsServer';

const MEGABYTE = 1024 * 1024;
const PICTURES = ['license', 'idCard', 'material', 'stamp'] as const;

/** The fields that hold files. */
interface ReceivedOrder {
	filebase: string;
	signerlist: Array<{ pic: string; otherpic: string; stampbase: string }>;
}

let installation: Installation;
let receiver: TlsServer;
let received: { order: ReceivedOrder; announced: number; length: number } | undefined;
let credential: { id: string; name: string };

beforeAll(async () => {
	installation = await startInstallation();
	// Not the sandbox, which would look through the whole document.
	receiver = await startTlsServer({
		handle: (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				received = receivedOrder(request, Buffer.concat(chunks));
				response.end('{"status":1,"errorcode":0,"signid":"s-1"}');
			});
		},
	});
	credential = await installation.n8n.createCredential({
		name: 'Receiver',
		type: 'woSignDocApi',
		data: credentialData(installation.sandbox, {
			baseUrl: receiver.url,
			caCertificate: receiver.certificate,
		}),
	});
}, 900_000);
afterAll(async () => {
	await installation.stop();
	await receiver.stop();
});

function receivedOrder({ headers }: IncomingMessage, body: Buffer): typeof received {
	const text = body.toString('latin1');
	const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
	const json = isForm ? decodeURIComponent(text) : body.toString();
	return {
		order: JSON.parse(json) as ReceivedOrder,
		announced: Number(headers['content-length']),
		length: body.length,
	};
}

/** The binary field of another node's item. */
const fieldOf = (name: string) => `={{ $('Read ${name}').item.binary.${name} }}`;

/** A read of one file into a binary field of the item. */
function readFile(fieldName: string, path: string) {
	return {
		name: `Read ${fieldName}`,
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		parameters: { fileSelector: path, options: { dataPropertyName: fieldName } },
	};
}

/** Reads a document and four pictures from disk and sends them; files of `small` size to warm up with. */
function largeOrderWorkflow(path: string, orderNumber: string, options: INodeParameters) {
	const { n8n } = installation;
	const file = (name: string) => join(n8n.filesFolder, `${path}-${name}`);
	const signer = {
		country: 'CN',
		otherpicBinary: fieldOf('material'),
		stampBinary: fieldOf('stamp'),
		positions: { position: [{ page: 'last', x1: 0.6, y1: 0.1, x2: 0.8, y2: 0.2 }] },
	};
	const hook = orderNumber.toLowerCase();
	return chain(hook, [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: hook,
			parameters: { path: hook, responseMode: 'lastNode', options: {} },
		},
		...PICTURES.map((name) => readFile(name, file(`${name}.png`))),
		readFile('contract', file('contract.pdf')),
		{
			name: ORDER_NODE,
			type: 'n8n-nodes-wosigndoc.woSignDoc',
			credential,
			parameters: {
				resource: 'signOrder',
				operation: 'create',
				documentSource: 'file',
				binaryPropertyName: 'contract',
				orderNumber,
				signersMode: 'form',
				signers: {
					signer: [
						{
							...signer,
							signType: '1',
							name: '沃通电子认证服务有限公司',
							number: '440301103308619',
							picBinary: fieldOf('license'),
						},
						{
							...signer,
							signType: '2',
							name: '张三',
							number: '11010519491231002X',
							picBinary: fieldOf('idCard'),
						},
					],
				},
				options,
			},
		},
	]);
}

async function writeFiles(path: string, pdfMegabytes: number, pictureMegabytes: number) {
	const file = (name: string) => join(installation.n8n.filesFolder, `${path}-${name}`);
	await writeLargePdf(file('contract.pdf'), {
		images: 4,
		imageSize: (pdfMegabytes / 4) * MEGABYTE,
	});
	for (const name of PICTURES) {
		const bytes = randomFillSync(Buffer.alloc(pictureMegabytes * MEGABYTE));
		bytes.write('\u0089PNG\r\n\u001a\n', 'latin1');
		await writeFile(file(`${name}.png`), bytes);
	}
}

async function sha256Of(file: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
	return hash.digest('hex');
}

const digest = (base64 = '') =>
	createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');

async function send(path: string, orderNumber: string, options: INodeParameters) {
	const { n8n } = installation;
	await n8n.createWorkflow(largeOrderWorkflow(path, orderNumber, options));
	// A connection of its own: n8n may have closed an older one while files were written.
	const response = await fetch(n8n.webhookUrl(orderNumber.toLowerCase()), {
		headers: { connection: 'close' },
	});
	return (await response.json()) as Record<string, unknown>;
}

describe('a document of 200 MB with four pictures of 20 MB', () => {
	// Where n8n keeps binary data in memory, memory grows with the document by design.
	(IN_MEMORY ? it.skip : it).each([
		['as JSON', {}],
		['percent-encoded', { requestEncoding: 'percentEncoded' }],
	])(
		'arrives whole as it is sent %s',
		async (form, options) => {
			const { n8n } = installation;
			const path = form.replace(' ', '-');
			await writeFiles(path, 200, 20);
			const orderNumber = `LARGE-${path}`;
			const answer = await send(path, orderNumber, options);
			expect(answer).toMatchObject({ status: 1, orderNumber });
			const sent = (name: string) => sha256Of(join(n8n.filesFolder, `${path}-${name}`));
			const { order, announced, length } = received ?? {};
			expect(length).toBe(announced);
			expect(digest(order?.filebase)).toBe(await sent('contract.pdf'));
			const [organization, person] = order?.signerlist ?? [];
			expect(digest(organization?.pic)).toBe(await sent('license.png'));
			expect(digest(organization?.otherpic)).toBe(await sent('material.png'));
			expect(digest(person?.pic)).toBe(await sent('idCard.png'));
			expect(digest(person?.stampbase)).toBe(await sent('stamp.png'));
		},
		600_000,
	);
});
