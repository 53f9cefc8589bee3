import type { INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import { inlineBinaryOf, orderParameters } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	await startBinaryStorage('default');
});
afterAll(async () => await sandbox.stop());

/** An order that Create would send, under another resource and operation. */
function order(
	parameters: INodeParameters,
	json: ReadonlyArray<Record<string, unknown>> = [{}],
): NodeRunOptions {
	return {
		credential: credentialFor(sandbox),
		node: {
			parameters: orderParameters('form', { orderNumber: '={{ $json.number }}', ...parameters }),
		},
		items: json.map((fields) => ({
			json: { number: randomUUID(), ...fields } as never,
			binary: inlineBinaryOf(),
		})),
	};
}

/** As in n8n 1.x, where resource and operation can be expressions. */
function withExpressions(options: NodeRunOptions, parameters: INodeParameters): NodeRunOptions {
	return {
		...options,
		adapt: (context) => {
			const node = Reflect.get(context, 'node') as { parameters: INodeParameters };
			node.parameters = { ...node.parameters, ...parameters };
		},
	};
}

const RESOURCES = ['signOrder', 'document', 'push', 'template', ''];
const OPERATIONS = [
	...['check', 'create', 'previewPositions', 'verifySignatures', 'acknowledge'],
	...['markProcessed', 'skipProcessed', 'createEvidence'],
	...['cancel', 'Create', 'create ', '', 'constructor', '__proto__'],
];
const KNOWN = new Set([
	...['signOrder: check', 'signOrder: create'],
	...['document: previewPositions', 'document: verifySignatures'],
	...['document: createEvidence'],
	...['push: acknowledge', 'push: markProcessed', 'push: skipProcessed'],
]);
const unknown = RESOURCES.flatMap((resource) =>
	OPERATIONS.filter((operation) => !KNOWN.has(`${resource}: ${operation}`)).map(
		(operation) => [resource, operation] as const,
	),
);

/** n8n omits parameters that the node's description doesn't show. */
function known(resource: string): boolean {
	return [...KNOWN].some((name) => name.startsWith(`${resource}: `));
}

describe('an operation that the node does not know', () => {
	it.each(unknown)('sends nothing, and says so: %j, %j', async (resource, operation) => {
		const error = await failureOf(order({ resource, operation }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(
			`Operation: "${resource}: ${known(resource) ? operation : ''}" is unknown to this version of the node`,
		);
		expect(error.description).toMatch(/nothing was sent.*Choose Resource and Operation.*update it/);
		expect(sandbox.requests).toEqual([]);
	});

	it.each([undefined, null, true, 42, {}, ['create'], [['signOrder']]])(
		'sends nothing where an expression gives it: %j',
		async (value) => {
			for (const name of ['resource', 'operation']) {
				const options = withExpressions(order({}, [{ value }]), { [name]: '={{ $json.value }}' });
				expect((await failureOf(options)).message).toContain('is unknown to this version');
			}
			expect(sandbox.requests).toEqual([]);
		},
	);

	it('sends nothing where an expression gives each item another, or fails', async () => {
		const items = [{ operation: 'create' }, { operation: 'check' }];
		const different = withExpressions(order({}, items), { operation: '={{ $json.operation }}' });
		expect((await failureOf(different)).message).toBe(
			'Operation: the items of a run must all have the same one',
		);
		const failing = withExpressions(order({}), { operation: '={{ $("Nowhere").item.json.a }}' });
		expect((await failureOf(failing)).message).toContain('an expression that can’t be evaluated');
		expect(sandbox.requests).toEqual([]);
	});

	it('is the error of each item if the workflow continues', async () => {
		const options = order({ operation: 'cancel' }, [{}, {}]);
		const node = { ...options.node, onError: 'continueRegularOutput' as const };
		const { outputs } = await runNode({ ...options, node });
		const error = expect.objectContaining({
			code: 'invalidParameters',
			message: expect.stringMatching(/^Operation: "signOrder: cancel" is unknown/),
		});
		expect(outputs).toEqual([[0, 1].map((item) => ({ json: { error }, pairedItem: { item } }))]);
		expect(sandbox.requests).toEqual([]);
	});
});
