import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputItems } from '../../../harness/n8n/executions';
import { waitFor } from '../../../harness/n8n/waitFor';
import { sha256, type Stage } from './stage';

const PATH = 'sign-and-wait';

/** The example `create-and-wait`; of its settings only the folder is another. */
export function testCreateAndWait(stage: () => Stage): void {
	beforeAll(async () => {
		const folder = stage().n8n.filesFolder;
		const workflowId = await stage().importExample('create-and-wait', { folder });
		stage().pushTo('create-and-wait');
		await stage().runManually(workflowId, 'Run Once');
	});

	const waitingRun = (orderNumber: string) =>
		stage().n8n.waitForExecution(
			(execution) =>
				execution.status === 'waiting' &&
				outputItems(execution, 'Create Sign Order')[0]?.json['orderNumber'] === orderNumber,
		);

	const ended = (executionId: string) =>
		stage().n8n.waitForExecution(
			({ id, status }) => id === executionId && ['success', 'error'].includes(status),
		);

	it('goes on in the same run with the signed document, byte for byte', async () => {
		await stage().postOrder(PATH, { orderNumber: 'WAIT-1' });
		const { id } = await waitingRun('WAIT-1');
		const signed = await stage().sign('WAIT-1');
		expect(await stage().sandbox.waitForAnswer('WAIT-1')).toMatchObject({ answer: '1' });
		const run = await ended(id);
		expect(run.error).toBeUndefined();
		expect(outputItems(run, 'Signed')[0]?.binary).toHaveProperty('document');
		const document = readFileSync(join(stage().n8n.filesFolder, 'WAIT-1.pdf'));
		expect(sha256(document)).toBe(signed.sha256);
	});

	it.each([
		['HT/2026/02', 'HT_2026_02~f381573a.pdf'],
		['采购-2026-002', '采购-2026-002.pdf'],
		['沃签〔2026〕2号', '沃签_2026_2号~74bb090d.pdf'],
		['同'.repeat(300), `${'同'.repeat(62)}~e39030e4.pdf`],
	])(
		'saves the document of the order %s, under a name that every file system takes',
		async (orderNumber, fileName) => {
			await stage().postOrder(PATH, { orderNumber });
			const { id } = await waitingRun(orderNumber);
			const signed = await stage().sign(orderNumber);
			expect(await stage().sandbox.waitForAnswer(orderNumber)).toMatchObject({ answer: '1' });
			expect((await ended(id)).error).toBeUndefined();
			const document = readFileSync(join(stage().n8n.filesFolder, fileName));
			expect(sha256(document)).toBe(signed.sha256);
		},
	);

	it('keeps two runs apart that wait at the same time, whichever is signed first', async () => {
		for (const orderNumber of ['WAIT-2', 'WAIT-3']) await stage().postOrder(PATH, { orderNumber });
		await waitingRun('WAIT-2');
		await waitingRun('WAIT-3');
		for (const orderNumber of ['WAIT-3', 'WAIT-2']) {
			const { sha256: expected } = await stage().sign(orderNumber);
			await stage().sandbox.waitForAnswer(orderNumber);
			const file = join(stage().n8n.filesFolder, `${orderNumber}.pdf`);
			await waitFor('the file', () => (existsSync(file) ? true : undefined));
			const isWhole = () => sha256(readFileSync(file)) === expected || undefined;
			await waitFor('the whole file', isWhole);
		}
	});

	it('hands the document to the run that sent the order, although the order was posted twice', async () => {
		await stage().postOrder(PATH, { orderNumber: 'WAIT-6' });
		const { id } = await waitingRun('WAIT-6');
		await stage().postOrder(PATH, { orderNumber: 'WAIT-6' });
		await stage().n8n.waitForExecution(
			(execution) => execution.id !== id && execution.status === 'error',
		);
		await stage().sign('WAIT-6');
		expect(await stage().sandbox.waitForAnswer('WAIT-6', 60_000)).toMatchObject({ answer: '1' });
		expect(outputItems(await ended(id), 'Signed')[0]?.binary).toHaveProperty('document');
	});

	it('waits for an order of which the response was lost', async () => {
		stage().sandbox.failNextRequest('lostAnswer');
		await stage().postOrder(PATH, { orderNumber: 'WAIT-7' });
		await waitFor(
			'the order',
			async () =>
				await stage()
					.order('WAIT-7')
					.catch(() => undefined),
		);
		await stage().sign('WAIT-7');
		expect(await stage().sandbox.waitForAnswer('WAIT-7', 60_000)).toMatchObject({ answer: '1' });
	});

	it('goes on without a document when the signing failed', async () => {
		await stage().postOrder(PATH, { orderNumber: 'WAIT-4' });
		const { id } = await waitingRun('WAIT-4');
		await stage().sandbox.refuse((await stage().order('WAIT-4')).signid, [-57]);
		await stage().sandbox.waitForAnswer('WAIT-4');
		const [item] = outputItems(await ended(id), 'Not Signed');
		expect(item?.json['body']).toMatchObject({ event: 'failed', errors: [{ code: -57 }] });
		expect(existsSync(join(stage().n8n.filesFolder, 'WAIT-4.pdf'))).toBe(false);
	});

	it('acknowledges a document that was handed over already, and not one that nobody waits for', async () => {
		const { sandbox } = stage();
		const document = readFileSync(join(stage().n8n.filesFolder, 'WAIT-1.pdf'));
		const again = Buffer.concat([document, Buffer.from('\n')]);
		const known = await sandbox.pushDocument({ orderNumber: 'WAIT-1', document: again });
		expect(known).toMatchObject({ httpStatus: 200, answer: '1' });
		const unknown = await sandbox.pushDocument({ orderNumber: 'NOBODY-1', document });
		expect(unknown).toMatchObject({ httpStatus: 500 });
		sandbox.setCallbackUrl(undefined);
	});
}
