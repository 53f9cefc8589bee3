import { jsonParse, type IDataObject } from 'n8n-workflow';
import {
	rememberReceived,
	wasReceived,
} from '../../../nodes/WoSignDoc/push/repeats/receivedPushes';
import { nodeOf, workflowOf } from '../support/workflow';

/** A workflow's static data, stored between webhooks like in n8n's database. */
class StoredStaticData {
	constructor(public text = '{}') {}

	/** Does what n8n's `LiveWebhooks` does for a push with the run's workflow. */
	receive(key: string): void {
		const { context, staticData } = this.load();
		rememberReceived(context, key);
		workflowOf(nodeOf('woSignDocTrigger', {}), undefined, staticData);
		const { staticData: left } = context.workflow;
		if (left['__dataChanged'] === true) this.text = JSON.stringify(left);
	}

	has(key: string): boolean {
		return wasReceived(this.load().context, key);
	}

	private load() {
		const staticData = jsonParse<IDataObject>(this.text);
		const node = nodeOf('woSignDocTrigger', {});
		const workflow = workflowOf(node, undefined, staticData);
		const getWorkflowStaticData = (type: string) => workflow.getStaticData(type, node);
		return { context: { workflow, getWorkflowStaticData }, staticData };
	}
}

describe('a push that was answered when it was received', () => {
	it('is known after a restart, however many were received before', () => {
		const stored = new StoredStaticData();
		for (const key of ['a', 'b', 'c']) stored.receive(key);
		expect(['a', 'b', 'c', 'd'].map((key) => stored.has(key))).toEqual([true, true, true, false]);
	});

	it('is kept together with other nodes’ data and this node’s earlier data', () => {
		const stored = new StoredStaticData(
			'{"node:WoSignDoc":{"received":"damaged"},"global":{"n":1}}',
		);
		expect(stored.has('a')).toBe(false);
		stored.receive('a');
		expect(stored.has('a')).toBe(true);
		expect(stored.text).toContain('"global":{"n":1}');
	});

	it('is forgotten when a thousand others were received', () => {
		const stored = new StoredStaticData();
		stored.receive('a');
		for (let index = 0; index < 999; index++) stored.receive(String(index));
		expect(stored.has('a')).toBe(true);
		stored.receive('one more');
		expect([stored.has('a'), stored.has('0')]).toEqual([false, true]);
	});
});
