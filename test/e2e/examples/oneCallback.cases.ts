import { outputItems } from '../../../harness/n8n/executions';
import type { WorkflowDefinition } from '../../../harness/n8n/publishWorkflow';
import { chain } from '../../../harness/n8n/workflows';
import { files, sha256, type Stage } from './stage';

const CALLED = 'When Executed by Another Workflow';

/** A workflow for the orders of one prefix; it takes a while, and fails for some. */
function department(name: string): WorkflowDefinition {
	return chain(name, [
		{
			name: CALLED,
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		},
		{
			name: 'Work',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: {
				jsCode: `if ($json.orderNumber.endsWith('BAD')) throw new Error('no'); return $input.all();`,
			},
		},
	]);
}

/** The example `one-callback-many-workflows`. */
export function testOneCallback(stage: () => Stage): void {
	const ids: Record<string, string> = {};

	beforeAll(async () => {
		for (const name of ['hr', 'sales']) {
			ids[name] = await stage().n8n.createWorkflow(department(name));
		}
		const { hr = '', sales = '' } = ids;
		const settings = { hrWorkflow: hr, salesWorkflow: sales };
		await stage().importExample('one-callback-many-workflows', settings);
		stage().pushTo('one-callback-many-workflows');
	});

	const push = async (orderNumber: string, fault?: { statusZero: number[] }) =>
		await stage().sandbox.pushDocument({
			...{ orderNumber, document: files.contract },
			...(fault && { fault }),
		});

	const ranFor = async (orderNumber: string) =>
		(await stage().n8n.executions()).flatMap((execution) =>
			outputItems(execution, CALLED)
				.filter(({ json }) => json['orderNumber'] === orderNumber)
				.map((item) => ({ workflowId: execution.workflowId, item })),
		);

	it.each([
		['HR-1', 'hr'],
		['SALES-1', 'sales'],
	])('hands the order %s and its document to the workflow %s alone', async (order, name) => {
		expect(await push(order)).toMatchObject({ httpStatus: 200, answer: '1' });
		const [{ workflowId, item } = {}, ...more] = await ranFor(order);
		expect(more).toEqual([]);
		expect(workflowId).toBe(ids[name]);
		expect(item?.json).toMatchObject({ event: 'signed', hash: sha256(files.contract) });
		expect(item?.binary?.['data']).toBeDefined();
	});

	it('passes on that a signing failed', async () => {
		expect(await push('HR-2', { statusZero: [-50] })).toMatchObject({ answer: '1' });
		expect((await ranFor('HR-2'))[0]?.item.json).toMatchObject({ event: 'failed' });
	});

	it.each(['HR-BAD', 'NOBODY-1'])(
		'does not acknowledge %s, whose workflow fails or is not there',
		async (order) => {
			expect(await push(order)).toMatchObject({ httpStatus: 500, accepted: false });
			stage().sandbox.setCallbackUrl(undefined);
			stage().pushTo('one-callback-many-workflows');
		},
	);
}
