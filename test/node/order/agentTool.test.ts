import { NodeConnectionTypes } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { failureOf } from '../support/orderFailure';
import { FILES, inlineBinaryOf, ORGANIZATION, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';
import { nodeOf } from '../support/workflow';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

/** Runs the node like n8n does for an agent: the item's JSON contains the model's output. */
function tool(orderNumber: string, type: string): NodeRunOptions {
	const parameters = orderParameters('form', { orderNumber }, [ORGANIZATION]);
	return {
		credential: credentialFor(sandbox),
		node: { type, parameters },
		items: [{ json: { orderNumber: 'OF-THE-MODEL' }, binary: inlineBinaryOf(FILES) }],
	};
}

/** A node that ran before the agent, with or without a connected language model. */
function after(json: Record<string, string>, { hasModel }: { hasModel: boolean }) {
	const to = [[{ node: 'Earlier', type: NodeConnectionTypes.AiLanguageModel, index: 0 }]];
	const nodes = ['Earlier', 'Model'].map((name) => nodeOf('woSignDoc', { name, id: name }));
	return {
		earlier: [[[{ json }]]],
		surroundings: { nodes, connections: hasModel ? { Model: { ai_languageModel: to } } : {} },
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
			"=CHAT-{{ $workflow.id }}-{{ $evaluateExpression('$json.orderNumber') }}",
			'$evaluateExpression',
		],
		['=CHAT-{{ $now.toMillis() }}', '$now'],
		['=CHAT-{{ Math.random() }}', 'Math'],
		['=CHAT-{{ Date.now() }}', 'Date'],
		["={{ ['A', 'B'].randomItem() }}", '.randomItem'],
		['=CHAT-{{ $execution.id }}', '$execution'],
		['={{ $node["Earlier"].json.reference }}', '$node'],
		["={{ $('Ear' + 'lier').first().json.reference }}", '$'],
		['={{ $(`Earlier`).first().json.reference }}', '$'],
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

	it.each(["$('Earlier')", '$("Earlier")', "$( 'Earl\\ier' )"])(
		'takes its number from %s, unless a language model is connected to that node',
		async (output) => {
			const reference = `REF-${randomUUID()}`;
			const options = tool(`={{ ${output}.first().json.reference }}`, TOOL);
			const { items } = await runNode({ ...options, ...after({ reference }, { hasModel: false }) });
			expect(items[0]?.json).toMatchObject({ orderNumber: reference });
			const before = sandbox.requests.length;
			const byModel = after({ reference: 'OF-THE-MODEL' }, { hasModel: true });
			const failure = await failureOf({ ...options, ...byModel });
			const told = `${failure.message} ${failure.description}`;
			expect(told).toContain(`so ${output} can’t be used here`);
			expect(sandbox.requests).toHaveLength(before);
		},
	);

	it('takes its number from fields and nodes whatever they are called', async () => {
		const number = "$('Earlier').first().json.Date ?? $('Date & Time of $now').first().json.id";
		const Date = `REF-${randomUUID()}`;
		const options = { ...tool(`={{ ${number} }}`, TOOL), ...after({ Date }, { hasModel: false }) };
		expect((await runNode(options)).items[0]?.json).toMatchObject({ orderNumber: Date });
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
