import { outputItems } from '../../harness/n8n/executions';
import { waitFor } from '../../harness/n8n/waitFor';
import { chain, having, MARK, pushWorkflow, SKIP, TRIGGER_NODE } from '../../harness/n8n/workflows';
import { deliver } from '../faults/deliveryWorkflow';
import type { Stage } from './support/stage';

const AT_ONCE = 50;
const FIFTY = Array.from({ length: AT_ONCE }, (_, index) => index);

/** The same push several times, to one webhook processor or both, on any worker. */
export function testRepeats(stage: () => Stage): void {
	let alone: string;
	let unskipped: string;
	let received: string;

	beforeAll(async () => {
		const step = deliver(stage().step.url);
		alone = await stage().createWorkflow(
			chain('Skip alone', [
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: 'skip-alone',
					parameters: { httpMethod: 'POST', path: 'skip-alone', options: {} },
				},
				having(SKIP, { pushIdentity: '={{ $json.body.identity }}' }),
				MARK,
			]),
		);
		unskipped = await stage().createWorkflow(pushWorkflow('unskipped', 'workflowFinished', [step]));
		received = await stage().createWorkflow(pushWorkflow('known', 'received', [step]));
		await stage().createWorkflow(pushWorkflow('skipping', 'workflowFinished', [SKIP, step, MARK]));
	});

	/** Runs Push: Skip Processed in parallel executions without a trigger; returns how many passed. */
	async function passed(identities: readonly string[]): Promise<number> {
		const before = (await stage().executions(alone)).length;
		const url = `${stage().queue.proxy.url}/webhook/skip-alone`;
		await Promise.all(
			identities.map((identity) =>
				fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ identity }),
				}),
			),
		);
		const executions = await waitFor('all of them to end', async () => {
			const ended = (await stage().executions(alone)).slice(before);
			// A push claimed by another execution is an error, so that WoSignDoc retries.
			const over = ended.filter(({ status }) => ['success', 'error'].includes(status));
			return over.length === identities.length ? over : undefined;
		});
		return executions.flatMap((execution) => outputItems(execution, SKIP.name)).length;
	}

	it.each([1, 2, 3])(
		'one of 50 equal items in executions at once passes Push: Skip Processed, round %i',
		async (round) => {
			expect(await passed(FIFTY.map(() => `same ${round}`))).toBe(1);
		},
	);

	it('50 different ones at once all pass it, and none of them a second time', async () => {
		const identities = FIFTY.map((index) => `different ${index}`);
		expect(await passed(identities)).toBe(AT_ONCE);
		expect(await passed(identities)).toBe(0);
	});

	it('of 50 simultaneous equal pushes Push: Skip Processed lets one through', async () => {
		const { sandbox } = stage();
		sandbox.setCallbackUrl(undefined);
		const document = Buffer.from('%PDF-1.4 the same fifty times');
		const first = sandbox.pushDocument({ orderNumber: 'FIFTY', document });
		const signid = sandbox.orders.find(({ orderNumber }) => orderNumber === 'FIFTY')?.signid ?? '';
		const others = FIFTY.slice(1).map(() => sandbox.pushAgain(signid));
		sandbox.setCallbackUrl(stage().pushUrl('skipping'));
		const answers = await Promise.all([first, ...others]);
		expect(
			answers.filter(
				({ answer, httpStatus = 0 }) => answer !== '1' && ![409, 500].includes(httpStatus),
			),
		).toEqual([]);
		await sandbox.waitForAnswer('FIFTY');
		expect(stage().deliveriesOf('FIFTY')).toHaveLength(1);
	});

	it('is known to the webhook processor that had it before; another runs the workflow again', async () => {
		const [one, other] = stage().queue.webhooks;
		// Pushes that other tests left unanswered are also retried here.
		const runs = async () =>
			(await stage().executions(unskipped))
				.flatMap((execution) => outputItems(execution, TRIGGER_NODE))
				.filter(({ json }) => json['orderNumber'] === 'REPEATED');
		await stage().push('unskipped', 'REPEATED', { via: one.url });
		const again = await stage().pushAgain('unskipped', 'REPEATED', one.url);
		expect(again).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await runs()).toHaveLength(1);
		const elsewhere = await stage().pushAgain('unskipped', 'REPEATED', other.url);
		expect(elsewhere).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await runs()).toHaveLength(2);
		expect(stage().deliveriesOf('REPEATED')).toHaveLength(2);
	});

	it('is stopped by Push: Skip Processed, wherever it comes', async () => {
		for (const { url } of [...stage().queue.webhooks, ...stage().queue.webhooks]) {
			const known = stage().sandbox.orders.some(({ orderNumber }) => orderNumber === 'SKIPPED');
			const attempt = known
				? await stage().pushAgain('skipping', 'SKIPPED', url)
				: await stage().push('skipping', 'SKIPPED', { via: url });
			expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
		}
		expect(stage().deliveriesOf('SKIPPED')).toHaveLength(1);
	});

	it('is known to every webhook processor when it was answered as received', async () => {
		const [one, other] = stage().queue.webhooks;
		await stage().push('known', 'KNOWN', { via: one.url });
		await waitFor('the step', () => stage().deliveriesOf('KNOWN').length > 0 || undefined);
		const again = await stage().pushAgain('known', 'KNOWN', other.url);
		expect(again).toMatchObject({ httpStatus: 200, answer: '1' });
		expect(await stage().executions(received)).toHaveLength(1);
	});
}
