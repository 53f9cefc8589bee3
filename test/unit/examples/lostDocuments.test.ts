import { receiveWorkflow } from '../../../setup/demo/workflows';
import { readExample } from '../../support/exampleFiles';
import { WorkflowGraph } from '../../support/workflows/graph';
import { lostDocuments } from '../../support/workflows/lostDocuments';
import { shownWorkflows } from '../../support/workflows/shown';

/** What no signed document takes, by what these steps compare. */
const NEVER_SIGNED: Record<string, string[]> = {
	// Of *Which Run?*: a failed signing, and a document that was handed over before.
	'WoSignDoc: create and wait': ['Which Run?: 1', 'Which Run?: 2'],
};

it('every kind of workflow that is shown is looked at', () => {
	const names = shownWorkflows.map(({ name }) => name);
	expect(names).toEqual(
		expect.arrayContaining(['WoSignDoc: create and wait', 'Contracts', 'Receive signed contracts']),
	);
	expect(new Set(names).size).toBe(names.length);
});

describe.each(shownWorkflows)('the workflow “$name”', (workflow) => {
	it('stores each document before it mails and acknowledges it, and acknowledges what failed', () => {
		expect(lostDocuments(workflow, NEVER_SIGNED[workflow.name])).toEqual([]);
	});
});

interface Draft {
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		onError?: string | undefined;
		disabled?: boolean;
	}>;
	connections: Record<string, Record<string, unknown>>;
}

/** How an example is changed for the worse. */
type Change = (workflow: Draft, node: (name: string) => Draft['nodes'][number]) => void;

const to = (...outputs: ReadonlyArray<readonly string[]>) => ({
	main: outputs.map((names) => names.map((node) => ({ node, type: 'main', index: 0 }))),
});

const add = ({ nodes }: Draft, name: string, type: string, parameters = {}) =>
	nodes.push({ name, type, parameters });

function faults(workflow: Draft, change: Change): string[] {
	const draft = structuredClone(workflow);
	change(draft, (name) => {
		const node = draft.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`no ${name}`);
		return node;
	});
	return lostDocuments(WorkflowGraph.of(draft));
}

const skip: Change = (workflow) => {
	const { nodes } = workflow;
	nodes.push({
		name: 'Skip',
		type: 'n8n-nodes-wosigndoc.woSignDoc',
		parameters: { resource: 'push', operation: 'skipProcessed' },
	});
};

const acknowledging: ReadonlyArray<readonly [string, string, Change]> = [
	[
		'Failed is not acknowledged',
		'Report the Failure: ends without Acknowledge',
		({ connections }) => delete connections['Report the Failure'],
	],
	[
		'Failed leads nowhere',
		'WoSignDoc Trigger: Failed leads nowhere',
		({ connections }) => (connections['WoSignDoc Trigger'] = to(['Store in S3', 'Stored'])),
	],
	[
		'Skip Processed drops what was processed',
		'Skip: has a loose output',
		(workflow, node) => {
			skip(workflow, node);
			workflow.connections['WoSignDoc Trigger'] = to(['Skip'], ['Report the Failure']);
			workflow.connections['Skip'] = to(['Store in S3', 'Stored']);
		},
	],
	[
		'Skip Processed takes what came before for what was stored',
		'Acknowledge: acknowledges what is not stored',
		(workflow, node) => {
			skip(workflow, node);
			node('Skip').parameters['record'] = 'whenPassed';
			workflow.connections['WoSignDoc Trigger'] = to(['Skip'], ['Report the Failure']);
			workflow.connections['Skip'] = to(['Store in S3', 'Stored'], ['Acknowledge']);
		},
	],
	[
		'the document is stored after the acknowledgment',
		'Acknowledge: acknowledges what is not stored',
		({ connections }) => {
			connections['WoSignDoc Trigger'] = to(['Acknowledge'], ['Report the Failure']);
			connections['Acknowledge'] = to(['Store in S3']);
		},
	],
	[
		'something is done after the acknowledgment',
		'Acknowledge: goes on after the acknowledgment',
		({ connections }) => (connections['Acknowledge'] = to(['Report the Failure'])),
	],
	[
		'the mail does not wait for the storage',
		'Send Email: mails what is not stored',
		({ connections }) =>
			(connections['WoSignDoc Trigger'] = to(
				['Store in S3', 'Stored', 'Send Email'],
				['Report the Failure'],
			)),
	],
	[
		'what joins storage and document waits for only one of them',
		'Send Email: mails what is not stored',
		(_workflow, node) => (node('Stored').parameters = { mode: 'append' }),
	],
	[
		'the acknowledgment goes on when storage has failed',
		'Acknowledge: acknowledges what is not stored',
		(_workflow, node) => (node('Store in S3').onError = 'continueRegularOutput'),
	],
	[
		'the error of the storage leads to the acknowledgment',
		'Acknowledge: acknowledges what is not stored',
		(workflow, node) => {
			node('Store in S3').onError = 'continueErrorOutput';
			workflow.connections['Store in S3'] = to(['Stored'], ['Acknowledge']);
		},
	],
	[
		'the storage is disabled',
		'Acknowledge: acknowledges what is not stored',
		(_workflow, node) => (node('Store in S3').disabled = true),
	],
	[
		'the acknowledgment is disabled',
		'Acknowledge: ends without Acknowledge',
		(_workflow, node) => (node('Acknowledge').disabled = true),
	],
	[
		'a condition drops some documents',
		'Only PDF: ends without Acknowledge',
		(workflow) => {
			add(workflow, 'Only PDF', 'n8n-nodes-base.filter');
			workflow.connections['WoSignDoc Trigger'] = to(['Only PDF'], ['Report the Failure']);
			workflow.connections['Only PDF'] = to(['Store in S3', 'Stored']);
		},
	],
	[
		'the push is acknowledged when it arrives',
		'WoSignDoc Trigger: acknowledges before anything is stored',
		(_workflow, node) => (node('WoSignDoc Trigger').parameters['acknowledge'] = 'received'),
	],
];

const finishing: ReadonlyArray<readonly [string, string, Change]> = [
	[
		'a document that is not saved',
		'Save: ends without having stored the document',
		(_workflow, node) => (node('Save').parameters['operation'] = 'read'),
	],
	[
		'an error of the saving that leads nowhere',
		'Save: ends without having stored the document',
		(_workflow, node) => (node('Save').onError = 'continueErrorOutput'),
	],
	[
		'an error of the saving that is passed over',
		'Save: ends without having stored the document',
		(_workflow, node) => (node('Save').onError = 'continueRegularOutput'),
	],
	[
		'a condition that leads nowhere',
		'Is New?: ends without having stored the document',
		(workflow) => {
			add(workflow, 'Is New?', 'n8n-nodes-base.if');
			workflow.connections['WoSignDoc Trigger'] = to(['Is New?']);
			workflow.connections['Is New?'] = to(['Save']);
		},
	],
	[
		'a wait before the saving',
		'Tomorrow: waits before the document is stored',
		(workflow) => {
			add(workflow, 'Tomorrow', 'n8n-nodes-base.wait');
			workflow.connections['WoSignDoc Trigger'] = to(['Tomorrow']);
			workflow.connections['Tomorrow'] = to(['Save']);
		},
	],
	[
		'a sub-workflow that nobody waits for',
		'Elsewhere: ends without having stored the document',
		(workflow) => {
			const parameters = { options: { waitForSubWorkflow: false } };
			add(workflow, 'Elsewhere', 'n8n-nodes-base.executeWorkflow', parameters);
			workflow.connections['WoSignDoc Trigger'] = to(['Elsewhere']);
		},
	],
];

describe('what would lose a document is found', () => {
	it.each(acknowledging)('when %s', (_what, fault, change) => {
		const example = readExample('signed-document-to-email-and-storage');
		expect(faults(example, change)).toContain(fault);
	});

	it.each(finishing)('in a workflow acknowledged at its end: %s', (_what, fault, change) => {
		const workflow = receiveWorkflow('/contracts', { id: '1', name: 'WoSignDoc' });
		expect(faults(workflow, change)).toContain(fault);
	});

	it('but not in an example as it is, nor when an error ends the run', () => {
		const example = readExample('signed-document-to-email-and-storage');
		expect(faults(example, () => {})).toEqual([]);
		const stopped: Change = (workflow, node) => {
			node('Store in S3').onError = 'continueErrorOutput';
			add(workflow, 'Stop', 'n8n-nodes-base.stopAndError');
			workflow.connections['Store in S3'] = to(['Stored'], ['Stop']);
		};
		expect(faults(example, stopped)).toEqual([]);
		const skipped: Change = (workflow, node) => {
			skip(workflow, node);
			workflow.connections['WoSignDoc Trigger'] = to(['Skip'], ['Report the Failure']);
			workflow.connections['Skip'] = to(['Store in S3', 'Stored'], ['Acknowledge']);
		};
		expect(faults(example, skipped)).toEqual([]);
	});
});
