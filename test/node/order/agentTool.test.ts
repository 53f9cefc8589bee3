import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { failureOf } from '../support/orderFailure';
import { FILES, inlineBinaryOf, ORGANISATION, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

/** The node as n8n runs it for an agent: the item's JSON holds what the model wrote. */
function tool(orderNumber: string, type: string): NodeRunOptions {
	const parameters = orderParameters('form', { orderNumber }, [ORGANISATION]);
	return {
		credential: credentialFor(sandbox),
		node: { type, parameters },
		items: [{ json: { orderNumber: 'OF-THE-MODEL' }, binary: inlineBinaryOf(FILES) }],
	};
}

const TOOL = 'n8n-nodes-wosigndoc.woSignDocTool';

describe('the node as the tool of an AI agent', () => {
	it.each([
		['={{ $json.orderNumber }}', '$json'],
		['={{ $input.item.json.orderNumber }}', '$input'],
		["={{ $fromAI('orderNumber') }}", '$fromAI'],
		['={{ $parameter.options.subject }}', '$parameter'],
		[
			"=CHAT-{{ $execution.id }}-{{ $evaluateExpression('$json.orderNumber') }}",
			'$evaluateExpression',
		],
		['=CHAT-{{ $now.toMillis() }}', '$now'],
		['=CHAT-{{ Math.random() }}', 'Math'],
		['=CHAT-{{ Date.now() }}', 'Date'],
	])('sends no order whose number is %s, and says why', async (orderNumber, name) => {
		const before = sandbox.requests.length;
		const failure = await failureOf(tool(orderNumber, TOOL));
		expect(`${failure.message} ${failure.description}`).toContain(`so ${name} can’t be used here`);
		expect(sandbox.requests).toHaveLength(before);
	});

	it('reports such a number when it checks an order', async () => {
		const { node, ...options } = tool('={{ $json.orderNumber }}', TOOL);
		const parameters = { ...node.parameters, operation: 'check' };
		const { items } = await runNode({ ...options, node: { ...node, parameters } });
		expect(items[0]?.json).toMatchObject({ valid: false, errors: [{ where: 'Order Number' }] });
	});

	it.each([`TOOL-${randomUUID()}`, `=TOOL-${randomUUID()}-{{ $workflow.name }}`])(
		'sends an order whose number is %s',
		async (orderNumber) => {
			const { items } = await runNode(tool(orderNumber, TOOL));
			expect(items[0]?.json).toMatchObject({ signid: expect.any(String) });
		},
	);
});

it('the node in a workflow of its own takes its number from the item, as ever', async () => {
	const orderNumber = `=OWN-${randomUUID()}-{{ $json.orderNumber }}`;
	const { items } = await runNode(tool(orderNumber, 'n8n-nodes-wosigndoc.woSignDoc'));
	expect(items[0]?.json).toMatchObject({ orderNumber: expect.stringMatching(/-OF-THE-MODEL$/) });
});
