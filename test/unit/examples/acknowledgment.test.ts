import { z } from 'zod';
import { receiveWorkflow } from '../../../setup/demo/workflows';
import { contractWorkflow } from '../../../setup/screenshots/workflows';
import { exampleNames, readExample } from '../../support/exampleFiles';

const credential = { id: '1', name: 'WoSignDoc account' };

type Connections = Readonly<
	Record<string, { main?: ReadonlyArray<ReadonlyArray<{ node: string }> | null> }>
>;

const stepsSchema = z.array(
	z.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) }),
);

type Step = z.infer<typeof stepsSchema>[number];

/** Everything that a reader is shown to do the same. */
const shown = [
	...exampleNames.map((name) => readExample(name)),
	receiveWorkflow('/contracts', credential),
	contractWorkflow(credential, credential),
].map(({ name, nodes, connections }) => ({ name, nodes: stepsSchema.parse(nodes), connections }));

const isNode = (end: string) => (step: Step) => step.type === `n8n-nodes-wosigndoc.${end}`;
const runs = (operation: string) => (step: Step) =>
	isNode('woSignDoc')(step) && step.parameters['operation'] === operation;

class Graph {
	constructor(
		private readonly steps: readonly Step[],
		private readonly connections: Connections,
	) {}

	outputs(name: string): ReadonlyArray<readonly string[]> {
		const outputs = this.connections[name]?.main ?? [];
		return outputs.map((output) => (output ?? []).map(({ node }) => node));
	}

	/**
	 * The ways on from a step that end without what is looked for, each as the names of its steps. An error output that
	 * is not connected ends none: the push is not acknowledged then, and WoSignDoc retries.
	 */
	waysWithout(wanted: (step: Step) => boolean, from: string, way: string[] = []): string[] {
		const step = this.steps.find(({ name }) => name === from);
		if (!step) throw new Error(`no step ${from}`);
		const taken = [...way, from];
		if (wanted(step)) return [];
		// A loop ends where its other output leads.
		if (way.includes(from)) return [];
		const outputs = this.outputs(from).filter((names) => names.length > 0);
		if (outputs.length === 0) return [taken.join(' → ')];
		return outputs.flat().flatMap((next) => this.waysWithout(wanted, next, taken));
	}
}

const triggersOf = (steps: readonly Step[], mode: string) =>
	steps
		.filter(isNode('woSignDocTrigger'))
		.filter(({ parameters }) => parameters['acknowledge'] === mode);

describe.each(shown)('the workflow “$name”', ({ nodes, connections }) => {
	const graph = new Graph(nodes, connections);

	it('acknowledges each push, signed or failed, however it goes on', () => {
		const ways = triggersOf(nodes, 'acknowledgeOperation').flatMap(({ name }) =>
			[0, 1].flatMap((output) => {
				const next = graph.outputs(name)[output] ?? [];
				if (next.length === 0) return [`${name}: output ${output}`];
				return next.flatMap((step) => graph.waysWithout(runs('acknowledge'), step));
			}),
		);
		expect(ways).toEqual([]);
	});

	it('acknowledges last, so that nothing is lost when a step fails', () => {
		const goingOn = nodes
			.filter(runs('acknowledge'))
			.filter(({ name }) => graph.outputs(name).flat().length > 0);
		expect(goingOn.map(({ name }) => name)).toEqual([]);
	});

	it('leaves no output of Skip Processed loose', () => {
		const loose = nodes
			.filter(runs('skipProcessed'))
			.filter(({ name }) =>
				[0, 1].some((output) => (graph.outputs(name)[output] ?? []).length === 0),
			);
		expect(loose.map(({ name }) => name)).toEqual([]);
	});
});
