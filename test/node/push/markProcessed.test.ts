import type { IDataObject, INode, IRun } from 'n8n-workflow';
import type { Deduplicator } from '../support/deduplicator';
import { useDeduplicator } from '../support/deduplicator';
import type { FlowOptions, Step } from '../support/runWorkflow';
import { outputsOf, runFlow } from '../support/runWorkflow';
import { nodeOf } from '../support/workflow';

let database: Deduplicator;
beforeAll(async () => (database = await useDeduplicator()));
beforeEach(() => {
	database.records.clear();
	database.failure = undefined;
});
afterEach(() => jest.useRealTimers());

const MINUTE = 60_000;

const push = (operation: string, parameters: IDataObject = {}, rest: Partial<INode> = {}) => ({
	parameters: { resource: 'push', operation, ...parameters } as INode['parameters'],
	...rest,
});
const SKIP = push('skipProcessed', { pushIdentity: '={{ $json.order }}' });
const MARK = push('markProcessed');
const ACKNOWLEDGE = push('acknowledge');

const ordersOf = (items: IDataObject[] = []) =>
	items.map(({ json }) => (json as IDataObject)['order'] ?? 'an error');
const itemsOf = (orders: readonly string[]) => orders.map((order) => ({ json: { order } }));
const passOn: Step = (items) => [items];
const failing: Step = () => {
	throw new Error('the storage is away');
};

/** Start, Skip, Step, Mark. */
function flow(orders: string[], step: Step = passOn, changes: Partial<FlowOptions> = {}) {
	return runFlow({
		items: itemsOf(orders),
		nodes: { Skip: SKIP, Mark: MARK },
		steps: { Step: step },
		to: { Start: [['Skip']], Skip: [['Step']], Step: [['Mark']] },
		...changes,
	});
}

function outcomeOf(run: IRun) {
	const [passed, known] = outputsOf(run, 'Skip');
	const error = run.data.resultData.error?.message;
	return {
		passed: ordersOf(passed),
		known: ordersOf(known),
		...(error !== undefined && { error }),
	};
}

const STILL_PROCESSING = 'The push is being processed by another execution';

describe('a push whose run fails after Push: Skip Processed', () => {
	it.each([
		['Push: Mark Processed', MARK],
		['Push: Acknowledge', ACKNOWLEDGE],
	])('is an error while claimed, passes again, and is known once %s has run', async (_, Mark) => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
		const sent: unknown[] = [];
		const changes = {
			nodes: { Skip: SKIP, Mark },
			sendResponse: async (answer: unknown) => void sent.push(answer),
		};
		expect(outcomeOf(await flow(['A'], failing, changes))).toEqual({
			passed: ['A'],
			known: [],
			error: 'the storage is away',
		});
		jest.setSystemTime(Date.now() + 14 * MINUTE);
		expect(outcomeOf(await flow(['A'], passOn, changes))).toMatchObject({
			error: STILL_PROCESSING,
		});
		expect(sent).toEqual([]);
		jest.setSystemTime(Date.now() + 5 * MINUTE);
		const again = await flow(['A'], passOn, changes);
		expect(outcomeOf(again)).toEqual({ passed: ['A'], known: [] });
		expect(ordersOf(outputsOf(again, 'Mark')[0])).toEqual(['A']);
		jest.setSystemTime(Date.now() + 24 * 60 * MINUTE);
		expect(outcomeOf(await flow(['A'], passOn, changes))).toEqual({ passed: [], known: ['A'] });
	});

	it('leaves one record in the database once it is marked', async () => {
		await flow(['A', 'B']);
		expect([...database.records.keys()]).toHaveLength(2);
	});

	it('is known to a second run of the node in the same execution', async () => {
		const to = { Start: [['Skip', 'Step']], Step: [['Skip']] };
		const run = await flow(['A'], passOn, { to, mode: 'manual' });
		const runs = (run.data.resultData.runData['Skip'] ?? []).map(({ data }) =>
			data?.['main']?.map((items) => items?.length),
		);
		expect(runs).toEqual([
			[1, 0],
			[0, 1],
		]);
	});

	it('is marked where Retry On Fail let it pass at the second try', async () => {
		jest.spyOn(database.records, 'get').mockImplementationOnce(() => {
			throw new Error('the database is away');
		});
		const retried = {
			retryOnFail: true,
			waitBetweenTries: 1,
			onError: 'continueRegularOutput',
		} as const;
		const run = await flow(['A'], passOn, { nodes: { Skip: { ...SKIP, ...retried }, Mark: MARK } });
		expect(outcomeOf(run)).toEqual({ passed: ['A'], known: [] });
	});

	it('claims nothing where an item stops the node', async () => {
		expect(outcomeOf(await flow(['A', '']))).toMatchObject({ error: 'Push Identity: is empty' });
		await flow(['B'], failing);
		expect(outcomeOf(await flow(['A', 'B']))).toMatchObject({ error: STILL_PROCESSING });
		expect(outcomeOf(await flow(['A']))).toEqual({ passed: ['A'], known: [] });
	});
});

it('of 50 equal pushes in executions at once one passes, and the others are errors', async () => {
	const runs = await Promise.all(Array.from({ length: 50 }, () => flow(['A'])));
	const outcomes = runs.map(outcomeOf);
	expect(outcomes.filter(({ passed }) => passed.length > 0)).toHaveLength(1);
	const others = outcomes.filter(({ passed }) => passed.length === 0);
	expect(others.every(({ error, known }) => error === STILL_PROCESSING || known.length === 1)).toBe(
		true,
	);
});

describe('Push: Mark Processed marks', () => {
	const again = async (...orders: string[]) => {
		const known: unknown[] = [];
		for (const order of orders) known.push(...outcomeOf(await flow([order])).known);
		return known;
	};

	it('what a step has let through, not what it held back', async () => {
		await flow(['A', 'B', 'C'], (items) => [
			items.flatMap((item, index) => (index === 1 ? [] : [{ ...item, pairedItem: index }])),
		]);
		expect(await again('A', 'B', 'C')).toEqual(['A', 'C']);
	});

	it('all that an item was made of', async () => {
		await flow(['A', 'B', 'C'], () => [[{ json: {}, pairedItem: [{ item: 0 }, { item: 2 }] }]]);
		expect(await again('A', 'B', 'C')).toEqual(['A', 'C']);
	});

	it('the only push of the execution where a step does not pair its items', async () => {
		const run = await flow(['A'], () => [[{ json: {} }, { json: {} }]]);
		expect(outcomeOf(run)).toEqual({ passed: ['A'], known: [] });
		expect(await again('A')).toEqual(['A']);
	});

	it('nothing if one of several is meant and it is unknown which', async () => {
		const run = await flow(['A', 'B'], () => [[{ json: {} }, { json: {} }, { json: {} }]]);
		expect(outcomeOf(run).error).toMatch(/^Which push this item belongs to is unknown/);
		expect(database.records.size).toBeGreaterThan(2);
	});

	it('nothing where no push has passed before, and says so', async () => {
		const run = await runFlow({
			items: itemsOf(['A']),
			nodes: { Mark: MARK },
			to: { Start: [['Mark']] },
		});
		expect(run.data.resultData.error?.message).toMatch(/none passed Push: Skip Processed/);
	});

	it('nothing again of what was processed already', async () => {
		const nodes = { Skip: SKIP, Mark: MARK };
		const to = { Start: [['Skip']], Skip: [['Mark'], ['Mark']] };
		const marked = async () =>
			ordersOf(outputsOf(await runFlow({ items: itemsOf(['A']), nodes, to }), 'Mark')[0]);
		expect([await marked(), await marked()]).toEqual([['A'], ['A']]);
	});
});

describe('Push: Acknowledge', () => {
	/** What Acknowledge sent, if every output of Skip leads to it. */
	async function acknowledged(orders: string[], changes: Partial<FlowOptions> = {}) {
		const sent: unknown[] = [];
		const run = await runFlow({
			items: itemsOf(orders),
			nodes: { Skip: SKIP, Acknowledge: ACKNOWLEDGE },
			to: { Start: [['Skip']], Skip: [['Acknowledge'], ['Acknowledge'], ['Acknowledge']] },
			sendResponse: async (answer) => await Promise.resolve(void sent.push(answer)),
			...changes,
		});
		return { run, sent, error: run.data.resultData.error?.message };
	}

	it('acknowledges a push that was processed before', async () => {
		expect((await acknowledged(['A'])).sent).toHaveLength(1);
		const { run, sent } = await acknowledged(['A']);
		expect(outcomeOf(run)).toEqual({ passed: [], known: ['A'] });
		expect(sent).toHaveLength(1);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'does not acknowledge what another execution is working on, with On Error: %s',
		async (onError) => {
			await flow(['A'], failing);
			const nodes = { Skip: { ...SKIP, onError }, Acknowledge: ACKNOWLEDGE };
			const { sent, error } = await acknowledged(['A'], { nodes });
			expect(error).toMatch(/failed in Push: Skip Processed/);
			expect(sent).toEqual([]);
		},
	);

	it('does not acknowledge what n8n’s database did not record', async () => {
		const { sent, error } = await acknowledged(['A'], {
			steps: {
				Step: (items) => {
					database.failure = new Error('the database is away');
					return [items];
				},
			},
			to: { Start: [['Skip']], Skip: [['Step']], Step: [['Acknowledge']] },
		});
		expect(error).toMatch(/^n8n’s database did not record that the push was processed/);
		expect(sent).toEqual([]);
	});
});

describe('a workflow around Push: Skip Processed', () => {
	const hintsOf = (run: IRun) =>
		(run.data.resultData.runData['Skip']?.[0]?.hints ?? []).map(({ message }) => message);
	const alone = { to: { Start: [['Skip']] } };

	it('that never marks a push is an error', async () => {
		const run = await flow(['A'], passOn, alone);
		expect(run.data.resultData.error?.message).toMatch(/^Record: is 'When Marked', but no node/);
		expect(database.records.size).toBe(0);
	});

	it('that does not mark a push yet is hinted at while it is built, and claims nothing', async () => {
		for (const order of ['A', 'A']) {
			const run = await flow([order], passOn, { ...alone, mode: 'manual' });
			expect(outcomeOf(run)).toEqual({ passed: ['A'], known: [] });
			expect(hintsOf(run)).toEqual([expect.stringMatching(/no node after this one marks/)]);
		}
	});

	it('is warned of a loose Already Processed where a push counts as soon as it passes', async () => {
		const nodes = { Skip: push('skipProcessed', { ...SKIP.parameters, record: 'whenPassed' }) };
		const loose = await flow(['A'], passOn, { ...alone, nodes });
		expect(hintsOf(loose)).toEqual([expect.stringMatching(/Already Processed leads nowhere/)]);
		const to = { Start: [['Skip']], Skip: [[], ['Step']] };
		expect(hintsOf(await flow(['B'], passOn, { nodes, to }))).toEqual([]);
	});

	it('is warned of a loose Already Processed where only Push: Acknowledge answers', async () => {
		const hints = async (acknowledge: string) => {
			const Trigger = nodeOf('woSignDocTrigger', { parameters: { acknowledge } });
			const nodes = { Trigger: { ...Trigger, name: 'Trigger' }, Skip: SKIP, Mark: ACKNOWLEDGE };
			const to = { Trigger: [['Skip']], Start: [['Skip']], Skip: [['Step']], Step: [['Mark']] };
			return hintsOf(await flow([acknowledge], passOn, { nodes, to }));
		};
		expect(await hints('workflowFinished')).toEqual([]);
		expect(await hints('acknowledgeOperation')).toEqual([
			expect.stringMatching(/Already Processed leads nowhere.*Push: Acknowledge/),
		]);
	});
});
