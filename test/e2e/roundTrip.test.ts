import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { outputItems } from '../../harness/n8n/executions';
import { startInstallation, type Installation } from '../../harness/n8n/installation';
import { orderWorkflow, pushWorkflow, TRIGGER_NODE } from '../../harness/n8n/workflows';

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const SIGNERS = [
	{
		signType: '1',
		orgName: '深圳示例科技有限公司',
		orgNo: '91440300MA5EXAMPLA',
		picBinary: 'license',
		otherpicBinary: 'material',
		signlist: [{ pagenumber: 1, position: '0.10,0.10,0.30,0.25' }],
	},
	{
		signType: '2',
		userName: '张三',
		userNo: '440524188001010014',
		picBinary: 'license',
		otherpicBinary: 'material',
		signlist: [{ pagenumber: 2, position: '0.60,0.10,0.80,0.25' }],
	},
];

/** The same signers as the form holds them. */
const SIGNERS_FORM = {
	signer: SIGNERS.map(({ signType, orgName, orgNo, userName, userNo, signlist, ...images }) => ({
		signType,
		name: orgName ?? userName,
		number: orgNo ?? userNo,
		...images,
		positions: {
			position: signlist.map(({ pagenumber, position }) => {
				const [x1, y1, x2, y2] = position.split(',').map(Number);
				return { page: pagenumber, x1, y1, x2, y2 };
			}),
		},
	})),
};

let installation: Installation;

beforeAll(async () => {
	installation = await startInstallation();
	const { n8n, credential } = installation;
	const common = { documentSource: 'file', binaryPropertyName: 'contract' };
	const orderNumber = '={{ $json.body.orderNumber }}';
	await n8n.createWorkflow(
		orderWorkflow('order-json', credential, {
			...common,
			orderNumber,
			signersMode: 'json',
			signersJson: '={{ $json.body.signers }}',
		}),
	);
	await n8n.createWorkflow(
		orderWorkflow('order-form', credential, {
			...common,
			orderNumber,
			signersMode: 'form',
			signers: SIGNERS_FORM,
		}),
	);
	await n8n.createWorkflow(
		orderWorkflow('order-template', credential, {
			documentSource: 'template',
			templateId: 'employment-contract',
			orderNumber,
			signersMode: 'json',
			signersJson: '={{ $json.body.signers }}',
			options: { subject: '劳动合同', password: 'secret' },
		}),
	);
	const path = 'signed/contracts';
	await n8n.createWorkflow(
		pushWorkflow('round-trip', 'workflowFinished', undefined, { credential, path }),
	);
	installation.sandbox.setCallbackUrl(installation.callbackUrl(path));
});

afterAll(async () => await installation?.stop());

async function contract(): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([595, 842]).drawText('Contract', { x: 60, y: 700 });
	pdf.addPage([595, 842]).drawText('Page 2', { x: 60, y: 700 });
	return Buffer.from(await pdf.save());
}

function file(name: string, type: string, bytes: Buffer): File {
	return new File([new Uint8Array(bytes)], name, { type });
}

async function order(path: string, orderNumber: string, signers: unknown = SIGNERS) {
	const form = new FormData();
	form.set('orderNumber', orderNumber);
	form.set('signers', JSON.stringify(signers));
	form.set('contract', file('contract.pdf', 'application/pdf', await contract()));
	form.set('license', file('license.png', 'image/png', PNG));
	form.set('material', file('material.png', 'image/png', PNG));
	const url = installation.n8n.webhookUrl(path);
	return await fetch(url, { method: 'POST', body: form });
}

async function signedItem(orderNumber: string) {
	const execution = await installation.n8n.waitForExecution(
		(candidate) =>
			candidate.status === 'success' &&
			outputItems(candidate, TRIGGER_NODE)[0]?.json['orderNumber'] === orderNumber,
	);
	return outputItems(execution, TRIGGER_NODE)[0];
}

describe('an order on a real n8n', () => {
	it.each(['order-json', 'order-form', 'order-template'])(
		'is created, signed, and comes back verified: %s',
		async (path) => {
			const orderNumber = `ROUND-TRIP-${path.toUpperCase()}`;
			const response = await order(path, orderNumber);
			const created = { status: 1, signid: expect.any(String) as string, orderNumber };
			// The first order to a platform that reads no JSON finds that out, and says so.
			const { encodings = ['json'] } = installation.like?.requests ?? {};
			const otherEncoding = {
				warnings: [{ code: 'otherEncoding', where: '', message: expect.any(String) as string }],
			};
			const isFirst = path === 'order-json' && !encodings.includes('json');
			expect(await response.json()).toEqual(isFirst ? { ...created, ...otherEncoding } : created);
			const push = await installation.sandbox.waitForAnswer(orderNumber, 60_000);
			expect(push).toMatchObject({ attempt: 1, httpStatus: 200, answer: '1' });
			const signed = installation.sandbox.orders.find((one) => one.orderNumber === orderNumber);
			const item = await signedItem(orderNumber);
			expect(item?.json).toMatchObject({
				event: 'signed',
				status: 1,
				orderNumber,
				signid: signed?.signid,
				hash: signed?.sha256,
				hashAlgorithm: 'sha256',
				fileName: `${orderNumber}.pdf`,
				mimeType: 'application/pdf',
				size: signed?.signedDocument?.length,
			});
			const binary = item?.binary?.['data'];
			if (!binary) throw new Error('the item has no document');
			expect(binary).toMatchObject({
				fileName: `${orderNumber}.pdf`,
				mimeType: 'application/pdf',
			});
			const document = await installation.n8n.binaryData(binary);
			expect(createHash('sha256').update(document).digest('hex')).toBe(signed?.sha256);
		},
	);

	it('is refused with the code’s meaning and the remedy', async () => {
		const [organization] = SIGNERS;
		await order('order-json', 'REFUSED-1', [{ ...organization, orgNo: '1' }]);
		const execution = await installation.n8n.waitForExecution(
			({ error }) => error?.message.startsWith('[-50]') === true,
		);
		expect(execution.error).toMatchObject({
			message: '[-50] Organization name and license number do not match',
			description: expect.stringContaining('Compare both with the business license') as string,
		});
	});

	it('is not sent if it is invalid, and all its problems are reported together', async () => {
		const before = installation.sandbox.requests.length;
		await order('order-json', '', [{ signType: '1', orgName: 'A' }]);
		const execution = await installation.n8n.waitForExecution(
			({ error }) => error?.message.includes('The order was not sent: ') === true,
		);
		expect(execution.error?.['description']).toEqual(
			[
				'Order Number: Order number is empty',
				'Signer 1 › License Number (orgNo): is missing',
				'Signer 1 › Positions (signlist): at least one position is needed when there is no template',
				'Correct these fields, or the expressions in them, and run the node again. This order was not sent.',
			].join('\n'),
		);
		expect(installation.sandbox.requests.length).toBe(before);
	});
});
