import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { ItemPlace } from './itemAncestry';
import { ancestryOf, runIndexOf } from './itemAncestry';
import type { ClaimedPush } from './processedPushes';

/** Where n8n keeps data that an execution's nodes share. */
const FLOW_KEY = 'woSignDocSkipProcessed';

const skipRunSchema = z.object({
	node: z.string(),
	run: z.number(),
	/** The items on output New, in order, followed by those that failed. */
	passed: z.array(z.object({ record: z.string(), slot: z.number().optional() })),
});
const skipRunsSchema = z.array(skipRunSchema).catch([]);

/** A run of Push: Skip Processed in this execution. */
type SkipRun = z.output<typeof skipRunSchema>;

/** What is known about the pushes that an item stands for. */
export interface PassedPushes {
	readonly pushes: readonly ClaimedPush[];
	/**
	 * `known`: these are all of them. `failed`: one of them failed in Skip Processed. `unclear`: some passed, but n8n
	 * doesn't know which of them the item stands for. `none`: no Skip Processed comes before the item.
	 */
	readonly outcome: 'known' | 'failed' | 'unclear' | 'none';
}

/** The pushes that the node let through before in this execution. */
export function passedBefore(context: IExecuteFunctions): ClaimedPush[] {
	const { name } = context.getNode();
	return skipRunsOf(context).flatMap(({ node, passed }) => (node === name ? passed : []));
}

/** Stores with the execution what a run of Skip Processed lets through. */
export function rememberPassed(context: IExecuteFunctions, passed: readonly ClaimedPush[]): void {
	const [node, run] = [context.getNode().name, runIndexOf(context)];
	const others = skipRunsOf(context).filter((one) => one.node !== node || one.run !== run);
	context.getContext('flow')[FLOW_KEY] = [...others, { node, run, passed }];
}

/** The pushes that each item of a node after Skip Processed stands for. */
export function passedPushes(context: IExecuteFunctions): (item: number) => PassedPushes {
	const skipRuns = skipRunsOf(context);
	const trace = ancestryOf(context);
	return (item) => {
		const { places, isWhole } = trace(item);
		const found = places.flatMap((place) => {
			const skipRun = skipRuns.find(({ node, run }) => node === place.node && run === place.run);
			return skipRun ? [outcomeOf(skipRun, place)] : [];
		});
		if (found.includes('failed')) return { pushes: [], outcome: 'failed' };
		const pushes = found.filter((one) => typeof one !== 'string');
		if (found.length > 0) return { pushes, outcome: 'known' };
		return isWhole ? { pushes: [], outcome: 'none' } : onlyOne(context, skipRuns);
	};
}

/** The push's outcome in Skip Processed. Output 1 is Already Processed; an error output comes after it. */
function outcomeOf({ passed }: SkipRun, { output, item }: ItemPlace) {
	if (output === 1) return 'processed';
	return (output === 0 && passed[item]) || 'failed';
}

/**
 * For a node in between that didn't link its output items to its input: the only push in the execution, if there is
 * exactly one.
 */
function onlyOne(context: IExecuteFunctions, skipRuns: readonly SkipRun[]): PassedPushes {
	const before = new Set(context.getParentNodes(context.getNode().name).map(({ name }) => name));
	const pushes = skipRuns.filter(({ node }) => before.has(node)).flatMap(({ passed }) => passed);
	if (pushes.length === 0) return { pushes, outcome: 'none' };
	return pushes.length === 1 ? { pushes, outcome: 'known' } : { pushes: [], outcome: 'unclear' };
}

function skipRunsOf(context: IExecuteFunctions): SkipRun[] {
	return skipRunsSchema.parse(context.getContext('flow')[FLOW_KEY]);
}
