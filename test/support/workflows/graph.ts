import { z } from 'zod';

const linkSchema = z.object({ node: z.string(), index: z.number() });

const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(
		z.object({
			name: z.string(),
			type: z.string(),
			parameters: z.record(z.unknown()),
			credentials: z.record(z.unknown()).default({}),
			onError: z.string().optional(),
			disabled: z.boolean().default(false),
		}),
	),
	/** By the name of the step, and by kind: `main`, or what joins an agent's tools and models to it. */
	connections: z.record(z.record(z.array(z.array(linkSchema).nullable()))),
});

export type Step = z.infer<typeof workflowSchema>['nodes'][number];

/** An output of a step. */
export interface Output {
	readonly step: Step;
	readonly index: number;
}

/** A workflow as n8n runs it: steps, and which output leads to which. */
export class WorkflowGraph {
	private constructor(
		readonly name: string,
		readonly steps: readonly Step[],
		private readonly connections: z.infer<typeof workflowSchema>['connections'],
	) {}

	/** @throws when it is no workflow */
	static of(workflow: unknown): WorkflowGraph {
		const { name, nodes, connections } = workflowSchema.parse(workflow);
		return new WorkflowGraph(name, nodes, connections);
	}

	/** The steps that an output leads to. */
	next({ step, index }: Output): Step[] {
		const links = this.connections[step.name]?.['main']?.[index] ?? [];
		return links.map(({ node }) => this.step(node));
	}

	/** All outputs of a step, connected or not, that of its errors last. */
	outputs(step: Step): Output[] {
		const connected = this.connections[step.name]?.['main']?.length ?? 0;
		const count = Math.max(connected, ownOutputs(step) + Number(hasErrorOutput(step)));
		return Array.from({ length: count }, (_, index) => ({ step, index }));
	}

	/** The outputs that lead to a step, of those given. */
	leadingTo(step: Step, outputs: readonly Output[]): Output[] {
		return outputs.filter((output) => this.next(output).includes(step));
	}

	/** The steps that may run after some have; an agent may run its tools. */
	after(steps: readonly Step[], follow: (output: Output) => boolean = () => true): Set<Step> {
		const found = new Set(steps);
		for (const step of found) {
			for (const output of this.outputs(step).filter(follow)) {
				for (const next of this.next(output)) found.add(next);
			}
			for (const tool of this.toolsOf(step)) found.add(tool);
		}
		return found;
	}

	private toolsOf(agent: Step): Step[] {
		return this.steps.filter(({ name }) =>
			Object.entries(this.connections[name] ?? {}).some(
				([kind, outputs]) =>
					kind !== 'main' &&
					outputs.some((links) => links?.some(({ node }) => node === agent.name)),
			),
		);
	}

	private step(name: string): Step {
		const step = this.steps.find((one) => one.name === name);
		if (!step) throw new Error(`${this.name}: no step ${name}`);
		return step;
	}
}

export const hasErrorOutput = ({ onError }: Step) => onError === 'continueErrorOutput';

/** Whether an output is the one for what went wrong. */
export function isErrorOutput({ step, index }: Output): boolean {
	return hasErrorOutput(step) && index === ownOutputs(step);
}

/** How many outputs a step has, that of its errors aside. */
function ownOutputs({ type, parameters, disabled }: Step): number {
	// What is disabled passes its items on.
	if (disabled) return 1;
	if (type.endsWith('.woSignDocTrigger')) return 3;
	if (parameters['operation'] === 'skipProcessed') return 2;
	// What a filter drops is gone, as from an output that leads nowhere.
	if (['n8n-nodes-base.if', 'n8n-nodes-base.filter'].includes(type)) return 2;
	return type === 'n8n-nodes-base.switch' ? switchOutputs(parameters) : 1;
}

function switchOutputs(parameters: unknown): number {
	const { rules, options } = z
		.object({
			rules: z.object({ values: z.array(z.unknown()) }),
			options: z.object({ fallbackOutput: z.string().optional() }).default({}),
		})
		.parse(parameters);
	// Without an output of its own, what fits no rule is dropped.
	return rules.values.length + (options.fallbackOutput === '0' ? 0 : 1);
}
