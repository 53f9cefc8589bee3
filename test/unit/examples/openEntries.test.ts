import { z } from 'zod';
import { readExample } from '../../support/exampleFiles';
import { WorkflowGraph } from '../../support/workflows/graph';
import { openEntries } from '../../support/workflows/openEntries';
import { shownWorkflows } from '../../support/workflows/shown';

describe.each(shownWorkflows)('the workflow “$name”', (workflow) => {
	it('lets no stranger have an order made, which costs money', () => {
		expect(openEntries(workflow)).toEqual([]);
	});
});

type Parameters = Record<string, unknown>;

/** An example with other parameters and credentials of a step. */
function changed(name: string, step: string, parameters: Parameters, credentials?: Parameters) {
	const example = readExample(name);
	const nodes = example.nodes.map((node) =>
		node.name === step
			? {
					...node,
					parameters: { ...node.parameters, ...parameters },
					...(credentials && { credentials }),
				}
			: node,
	);
	return openEntries(WorkflowGraph.of({ ...example, nodes }));
}

const chat = (parameters: Parameters) =>
	openEntries(
		WorkflowGraph.of({
			name: 'chat',
			nodes: [
				{ name: 'Chat', type: '@n8n/n8n-nodes-langchain.chatTrigger', parameters },
				{ name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', parameters: {} },
				{ name: 'Order', type: 'n8n-nodes-wosigndoc.woSignDocTool', parameters: {} },
			],
			connections: {
				Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Order: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
		}),
	);

describe('an entry that is open to strangers is found', () => {
	it.each([
		['contract-from-a-form', 'Contract Form'],
		['several-accounts', 'Order from Your System'],
	])('in %s, without authentication', (name, step) => {
		expect(changed(name, step, { authentication: 'none' })).toEqual([step]);
		expect(changed(name, step, { authentication: undefined })).toEqual([step]);
	});

	it('when it has no credential, or that of another kind', () => {
		const other = { httpHeaderAuth: { id: null, name: 'Header Auth account' } };
		expect(changed('contract-from-a-form', 'Contract Form', {}, {})).toEqual(['Contract Form']);
		expect(changed('contract-from-a-form', 'Contract Form', {}, other)).toEqual(['Contract Form']);
	});

	it('when an agent behind a public chat may order by itself', () => {
		expect(chat({ public: true })).toEqual(['Chat']);
		expect(chat({ public: true, authentication: 'n8nUserAuth' })).toEqual([]);
		expect(chat({})).toEqual([]);
	});

	it('when whoever opens the page of a waiting run could approve by it alone', () => {
		const decision = readExample('ai-agent-tool').nodes.find(
			({ name }) => name === 'Is It Approved?',
		);
		const text = JSON.stringify(decision?.parameters);
		expect(text).toContain("$('Approval Code').first().json.code");
		const withoutCode = text.replace("$('Approval Code').first().json.code", "'1234'");
		const parameters = z.record(z.unknown()).parse(JSON.parse(withoutCode));
		expect(changed('ai-agent-tool', 'Is It Approved?', parameters)).toEqual([
			'Wait for the Decision',
		]);
	});
});
