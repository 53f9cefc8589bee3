import { encode } from 'iconv-lite';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { outputItems, type Execution } from '../../harness/n8n/executions';
import {
	credentialData,
	startInstallation,
	type Installation,
} from '../../harness/n8n/installation';
import { waitFor } from '../../harness/n8n/waitFor';
import {
	ACKNOWLEDGE,
	callDownstream,
	pushWorkflow,
	TRIGGER_NODE,
} from '../../harness/n8n/workflows';
import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import type { PushAttempt, PushFault } from '../../sandbox';
import { cms } from '../support/signatures/cms';
import { makeIdentity } from '../support/signatures/identities';
import { rsa } from '../support/signatures/manners';
import { docMdp, filled, formPdf, signedByBob } from '../support/signatures/formPdf';
import { updated } from '../support/signatures/laterUpdate';
import { plainPdf, signedPdf, stream } from '../support/signatures/signedPdf';
import { startDownstream, type Downstream } from './downstream';

const DOCUMENT = Buffer.from(`%PDF-1.4\n${'not much of a document\n'.repeat(2_000)}%%EOF`);

let installation: Installation;
let downstream: Downstream;

beforeAll(async () => {
	downstream = await startDownstream();
	installation = await startInstallation();
	const { n8n, sandbox } = installation;
	const step = callDownstream(downstream.url);
	await n8n.createWorkflow(pushWorkflow('finished', 'workflowFinished', [step]));
	await n8n.createWorkflow(pushWorkflow('received', 'received', [step]));
	await n8n.createWorkflow(
		pushWorkflow('acknowledged', 'acknowledgeOperation', [ACKNOWLEDGE, step]),
	);
	await n8n.createWorkflow(pushWorkflow('silent', 'acknowledgeOperation', [step]));
	const guarded = await n8n.createCredential({
		name: 'With callback token',
		type: 'woSignDocApi',
		data: credentialData(installation.sandbox, { callbackToken: 'ab+cd/ef==' }),
	});
	await n8n.createWorkflow(
		pushWorkflow('guarded', 'workflowFinished', undefined, { credential: guarded }),
	);
	await n8n.createWorkflow(
		pushWorkflow('keeping', 'workflowFinished', undefined, {
			additionalOptions: { keepRejectedDocument: true },
		}),
	);
	await n8n.createWorkflow(
		pushWorkflow('signatures', 'workflowFinished', undefined, {
			additionalOptions: { requireSignature: 'intact' },
		}),
	);
	await n8n.createWorkflow(await trusting('trusting', sandbox.credential.trustedRoots));
	await n8n.createWorkflow(
		await trusting('trustingSigners', readFileSync(sandbox.files.signingCa, 'utf8')),
	);
});

afterAll(async () => {
	await installation?.stop();
	await downstream?.stop();
});

/** A workflow that takes only what these roots prove, revocation included. */
async function trusting(webhookId: string, trustedRoots: string) {
	const { n8n, sandbox } = installation;
	const credential = await n8n.createCredential({
		name: `With roots for ${webhookId}`,
		type: 'woSignDocApi',
		data: credentialData(sandbox, { trustedRoots }),
	});
	return pushWorkflow(webhookId, 'workflowFinished', undefined, {
		credential,
		additionalOptions: { requireSignature: 'trusted', requireRevocation: true },
	});
}

/** Pushes a document to a workflow; the first attempt's answer. */
async function push(
	webhookId: string,
	orderNumber: string,
	fault?: PushFault,
	document: Buffer = DOCUMENT,
): Promise<PushAttempt> {
	const { sandbox } = installation;
	sandbox.setCallbackUrl(installation.callbackUrl(`${webhookId}/push`));
	return await sandbox.pushDocument({ orderNumber, document, ...(fault ? { fault } : {}) });
}

async function itemsOf(orderNumber: string, output: number) {
	return (await installation.n8n.executions())
		.flatMap((execution) => outputItems(execution, TRIGGER_NODE, output))
		.filter(({ json }) => json['orderNumber'] === orderNumber);
}

async function ended(orderNumber: string): Promise<Execution> {
	return await installation.n8n.waitForExecution(
		(execution) =>
			[0, 1, 2].some((output) =>
				outputItems(execution, TRIGGER_NODE, output).some(
					({ json }) => json['orderNumber'] === orderNumber,
				),
			) && ['success', 'error'].includes(execution.status),
	);
}

describe('the answer to a push', () => {
	it('is 1 only after the whole workflow succeeded, by default', async () => {
		downstream.failNext(1);
		const first = await push('finished', 'FINISHED-1');
		expect(first).toMatchObject({ httpStatus: 500, answer: '0 the workflow failed' });
		const answered = await installation.sandbox.waitForAnswer('FINISHED-1');
		expect(answered).toMatchObject({ attempt: 2, httpStatus: 200, answer: '1' });
		expect(downstream.calls.filter((path) => path === '/FINISHED-1')).toHaveLength(2);
	});

	it('is not 1 when somebody stops the execution', async () => {
		const { n8n, sandbox } = installation;
		downstream.hangNext();
		const answer = push('finished', 'STOPPED-1');
		await waitFor('the step', () => downstream.calls.includes('/STOPPED-1') || undefined);
		const [running] = (await n8n.executions()).filter(({ status }) => status === 'running');
		await n8n.session.call('POST', `/executions/${running?.id ?? ''}/stop`);
		expect((await answer).httpStatus).toBe(500);
		expect(await sandbox.waitForAnswer('STOPPED-1')).toMatchObject({ answer: '1' });
		expect(downstream.calls.filter((path) => path === '/STOPPED-1')).toHaveLength(2);
	});

	it('is 1 as soon as it was received, when so set, though the workflow fails later', async () => {
		downstream.failNext(1);
		expect(await push('received', 'RECEIVED-1')).toMatchObject({ httpStatus: 200, answer: '1' });
		expect((await ended('RECEIVED-1')).status).toBe('error');
	});

	it('is 1 when the acknowledge operation runs, though the workflow fails later', async () => {
		downstream.failNext(1);
		expect(await push('acknowledged', 'ACKNOWLEDGED-1')).toMatchObject({
			httpStatus: 200,
			answer: '1',
		});
		expect((await ended('ACKNOWLEDGED-1')).status).toBe('error');
	});

	it.each([0, 1])(
		'is not 1 when the workflow ends without the acknowledge operation, %i steps failing',
		async (failures) => {
			downstream.failNext(failures);
			const attempt = await push('silent', `SILENT-${failures}`);
			expect(attempt.httpStatus).toBe(500);
			expect(attempt.answer).toMatch(/^0 /);
			installation.sandbox.setCallbackUrl(undefined);
		},
	);
});

describe('a push that does not verify', () => {
	it.each<[PushFault, number, string]>([
		['wrongHash', 422, 'hashMismatch'],
		['truncatedBody', 400, 'malformedJson'],
		['notBase64', 400, 'notBase64'],
		['missingHash', 400, 'missingHash'],
		['missingContent', 400, 'missingContent'],
		['otherAction', 400, 'unsupportedAction'],
	])('is rejected, output on Rejected, and retried: %s', async (fault, httpStatus, code) => {
		const orderNumber = `REJECTED-${code}`;
		const attempt = await push('finished', orderNumber, fault);
		expect(attempt).toMatchObject({ httpStatus, accepted: false });
		expect(attempt.answer).toMatch(/^0 /);
		const execution = await ended(orderNumber);
		expect(outputItems(execution, TRIGGER_NODE, 2)).toMatchObject([
			{ json: { event: 'rejected', code, httpStatus, orderNumber } },
		]);
		expect(outputItems(execution, TRIGGER_NODE, 2)[0]?.binary).toBeUndefined();
		installation.sandbox.setFault(orderNumber, undefined);
		expect(await installation.sandbox.waitForAnswer(orderNumber)).toMatchObject({ answer: '1' });
		expect(await itemsOf(orderNumber, 0)).toHaveLength(1);
	});

	it('starts nothing when the connection is cut in the middle', async () => {
		await push('finished', 'CUT-1', 'connectionCut');
		installation.sandbox.setFault('CUT-1', undefined);
		await installation.sandbox.waitForAnswer('CUT-1');
		expect(await itemsOf('CUT-1', 2)).toHaveLength(0);
		expect(await itemsOf('CUT-1', 0)).toHaveLength(1);
	});
});

describe('a push whose document is required to be signed', () => {
	const signed = () =>
		signedPdf(plainPdf(), (bytes) => cms(bytes, { identity: makeIdentity(), manner: rsa('sha1') }));

	it('is rejected with the right hash of a forged document, and output on Rejected', async () => {
		const forged = signed();
		forged.writeUInt8(0x32, forged.indexOf('100'));
		const attempt = await push('signatures', 'FORGED-1', undefined, forged);
		expect(attempt).toMatchObject({ httpStatus: 422, accepted: false });
		expect(attempt.answer).toMatch(/^0 .*changed after it was signed/);
		const [item, ...more] = outputItems(await ended('FORGED-1'), TRIGGER_NODE, 2);
		expect(more).toEqual([]);
		expect(item?.json).toMatchObject({
			event: 'rejected',
			code: 'signatureNotIntact',
			reason: attempt.answer.slice(2),
			orderNumber: 'FORGED-1',
		});
		expect(item?.binary).toBeUndefined();
		installation.sandbox.setCallbackUrl(undefined);
	});

	it('is rejected if a page was changed after certification, whoever signed it afterward', async () => {
		const page = { 4: stream('BT /F1 24 Tf 72 700 Td (I owe you 900) Tj ET') };
		const forged = signedByBob(formPdf([docMdp(2)]), page);
		expect(await push('signatures', 'FORGED-2', undefined, forged)).toMatchObject({
			httpStatus: 422,
			accepted: false,
		});
		const items = outputItems(await ended('FORGED-2'), TRIGGER_NODE, 2);
		expect(items).toMatchObject([
			{ json: { code: 'signatureNotIntact', orderNumber: 'FORGED-2' } },
		]);
		installation.sandbox.setCallbackUrl(undefined);
	});

	it('is answered 1 where a form was filled in that was certified to allow that', async () => {
		const document = updated(formPdf([docMdp(2)]), filled('100'));
		expect(await push('signatures', 'FILLED-1', undefined, document)).toMatchObject({
			answer: '1',
		});
		expect(await itemsOf('FILLED-1', 0)).toMatchObject([
			{
				json: {
					signatures: {
						intact: true,
						remarks: [expect.stringContaining('"Sum"'), expect.anything()],
					},
				},
			},
		]);
	});

	it('is answered 1 with an intact document, and its signatures are reported', async () => {
		const attempt = await push('signatures', 'INTACT-1', undefined, signed());
		expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await itemsOf('INTACT-1', 0)).toMatchObject([
			{ json: { signatures: { intact: true, trusted: false, signers: ['Alice 爱丽丝'] } } },
		]);
	});
});

describe('a push of what the platform signed a day ago, with certificates of ten minutes,', () => {
	const pushTo = async (webhookId: string) => {
		const { sandbox } = installation;
		sandbox.setCallbackUrl(undefined);
		const document = await pdfWith({}, {});
		const { ordernumber } = await order(sandbox, orderFor(sandbox, document));
		sandbox.setFault(ordernumber, 'shortLivedSigned');
		sandbox.setCallbackUrl(installation.callbackUrl(`${webhookId}/push`));
		const isPushed = ({ orderNumber }: PushAttempt) => orderNumber === ordernumber;
		const attempt = await waitFor('the push', () => sandbox.pushes.find(isPushed));
		return { ordernumber, attempt };
	};

	it('is trusted with the roots of the signers and of the timestamps', async () => {
		const { ordernumber, attempt } = await pushTo('trusting');
		expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await itemsOf(ordernumber, 0)).toMatchObject([
			{ json: { signatures: { intact: true, trusted: true } } },
		]);
	});

	it('is rejected without the root of the timestamps, which is named', async () => {
		const { ordernumber, attempt } = await pushTo('trustingSigners');
		expect(attempt).toMatchObject({ httpStatus: 422, accepted: false });
		const [item] = outputItems(await ended(ordernumber), TRIGGER_NODE, 2);
		expect(item?.json).toMatchObject({
			code: 'signatureNotTrusted',
			reason: expect.stringMatching(
				/the signing certificate had ended .*WoSignDoc Sandbox Time-Stamping CA/,
			),
		});
		installation.sandbox.setCallbackUrl(undefined);
	});
});

describe('a push in another form', () => {
	const forms: PushFault[] = [
		'sha224',
		'sha384',
		'sha512',
		'upperCaseHash',
		'base64Hash',
		'keysReordered',
		'extendDataString',
		'formField',
		'gzip',
		'deflate',
		'bom',
		'slowBody',
		['formField', 'extendDataString', 'gzip', 'bom', 'sha512'],
	];

	it.each(forms.map((fault) => ({ fault })))('is accepted at once: $fault', async ({ fault }) => {
		const orderNumber = `FORM-${forms.indexOf(fault)}`;
		expect(await push('finished', orderNumber, fault)).toMatchObject({
			attempt: 1,
			httpStatus: 200,
			answer: '1',
		});
		const [item] = await itemsOf(orderNumber, 0);
		const binary = item?.binary?.['data'];
		expect(binary && (await installation.n8n.binaryData(binary))).toEqual(DOCUMENT);
	});
});

describe('a push as other systems write it', () => {
	const JSON_TYPE = 'application/json';
	const FORM_TYPE = 'application/x-www-form-urlencoded';
	const content = DOCUMENT.toString('base64');
	const hash = createHash('sha256').update(DOCUMENT).digest('hex');
	const pushText = (ordernumber: string) =>
		JSON.stringify({
			...{ actiontype: 'PushSignedDoc', status: '1', errorcode: [] },
			extendData: { signid: `S ${ordernumber}`, ordernumber, content, hash },
		});

	async function pushRaw(contentType: string, body: string | Buffer) {
		const response = await fetch(installation.n8n.webhookUrl('finished/push'), {
			method: 'POST',
			// n8n may close a kept-alive connection just as it is reused.
			headers: { 'content-type': contentType, connection: 'close' },
			body: Buffer.from(body),
		});
		return [response.status, await response.text()];
	}

	it.each<[string, string, string, string | Buffer]>([
		['in GBK', '采购-誠-001', `${JSON_TYPE}; charset=GBK`, encode(pushText('采购-誠-001'), 'gbk')],
		[
			'in GB18030',
			'采购-😀-002',
			`${JSON_TYPE}; charset=gb18030`,
			encode(pushText('采购-😀-002'), 'gb18030'),
		],
		[
			'with an order number of 19 digits',
			'1961005746230337538',
			JSON_TYPE,
			pushText('#').replace('"#"', '1961005746230337538'),
		],
		[
			'as JSON in a form without a field name',
			'采购 3+3',
			FORM_TYPE,
			encodeURIComponent(pushText('采购 3+3')).replaceAll('%20', '+'),
		],
		[
			'as JSON text inside a JSON string',
			'采购-004',
			JSON_TYPE,
			JSON.stringify(pushText('采购-004')),
		],
	])(
		'is answered 1 and comes out as it was sent: %s',
		async (_, orderNumber, contentType, body) => {
			expect(await pushRaw(contentType, body)).toEqual([200, '1']);
			const [item, ...more] = await itemsOf(orderNumber, 0);
			expect(more).toEqual([]);
			const binary = item?.binary?.['data'];
			expect(binary && (await installation.n8n.binaryData(binary))).toEqual(DOCUMENT);
		},
	);

	it('is rejected where its bytes are not the text that it declares', async () => {
		const body = encode(pushText('采购-005'), 'gbk');
		const [status, answer] = await pushRaw(JSON_TYPE, body);
		expect([status, answer]).toEqual([400, expect.stringMatching(/^0 .*not in UTF-8/)]);
	});
});

describe('a bad push that is repeated', () => {
	it('starts one run, which reports the push and keeps the document if configured', async () => {
		const attempt = await push('keeping', 'KEPT-1', 'wrongHash');
		expect(attempt).toMatchObject({ httpStatus: 422 });
		await ended('KEPT-1');
		const again = await push('keeping', 'KEPT-1', 'wrongHash');
		expect(again.accepted).toBe(false);
		const items = await itemsOf('KEPT-1', 2);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			code: 'hashMismatch',
			size: DOCUMENT.length,
			mimeType: 'application/pdf',
			computedHash: createHash('sha256').update(DOCUMENT).digest('hex'),
		});
		const binary = items[0]?.binary?.['rejected'];
		expect(binary && (await installation.n8n.binaryData(binary))).toEqual(DOCUMENT);
	});
});

describe('a failed signing', () => {
	it('comes out on Failed, each code explained, and is acknowledged', async () => {
		const attempt = await push('finished', 'FAILED-1', { statusZero: [-50, -57] });
		expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await itemsOf('FAILED-1', 1)).toMatchObject([
			{
				json: {
					event: 'failed',
					status: 0,
					errors: [
						{ code: -50, messageZh: '公司名称和营业执照号匹配失败', kind: 'request' },
						{ code: -57, messageZh: '材料为空', kind: 'request' },
					],
				},
			},
		]);
	});
});

describe('the callback token', () => {
	it('must be in the address; a caller without it starts nothing', async () => {
		const { n8n, sandbox } = installation;
		expect(await push('guarded', 'GUARDED-1')).toMatchObject({ httpStatus: 403 });
		sandbox.setCallbackUrl(n8n.webhookUrl('guarded/push'));
		const attempt = await sandbox.pushDocument({ orderNumber: 'GUARDED-2', document: DOCUMENT });
		expect(attempt).toMatchObject({ httpStatus: 401 });
		// As it is pasted, its + not encoded.
		sandbox.setCallbackUrl(`${n8n.webhookUrl('guarded/push')}?token=ab+cd/ef==`);
		expect(await sandbox.waitForAnswer('GUARDED-1')).toMatchObject({ answer: '1' });
		expect(await itemsOf('GUARDED-1', 0)).toHaveLength(1);
		expect(await itemsOf('GUARDED-1', 2)).toHaveLength(0);
	});
});

describe('a large document', () => {
	const megabyte = 1_024 * 1_024;

	async function pushLarge(orderNumber: string, megabytes: number) {
		const document = Buffer.concat([DOCUMENT, randomBytes(megabytes * megabyte)]);
		expect(await push('finished', orderNumber, undefined, document)).toMatchObject({
			httpStatus: 200,
			answer: '1',
		});
		expect((await itemsOf(orderNumber, 0))[0]?.json['size']).toBe(document.length);
	}

	it('comes in under n8n’s default settings', async () => {
		await pushLarge('LARGE-1', 60);
	});
});
