import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { ItemPlace } from './itemAncestry';
import { ancestryOf, runIndexOf } from './itemAncestry';
import type { ClaimedPush } from './processedPushes';

/** Where n8n keeps, with the execution, what its nodes share. */
const FLOW_KEY = 'woSignDocSkipProcessed';

const skipRunSchema = z.object({
	node: z.string(),
	run: z.number(),
	/** What came out on New, in its order; what failed comes after it. */
	passed: z.array(z.object({ record: z.string(), slot: z.number().optional() })),
});
const skipRunsSchema = z.array(skipRunSchema).catch([]);

/** A run of Push: Skip Processed in this execution. */
type SkipRun = z.output<typeof skipRunSchema>;

/** What is known of the pushes that an item stands for. */
export interface PassedPushes {
	readonly pushes: readonly ClaimedPush[];
	/**
	 * `known`: they are all there is. `failed`: one of them failed in Skip Processed. `unclear`: some passed, but n8n does
	 * not know which of them the item stands for. `none`: no Skip Processed is behind the item.
	 */
	readonly outcome: 'known' | 'failed' | 'unclear' | 'none';
}

/** The pushes that the node let through before in this execution. */
export function passedBefore(context: IExecuteFunctions): ClaimedPush[] {
	const { name } = context.getNode();
	return skipRunsOf(context).flatMap(({ node, passed }) => (node === name ? passed : []));
}

/** Keeps with the execution what a run of Skip Processed lets through. */
export function rememberPassed(context: IExecuteFunctions, passed: readonly ClaimedPush[]): void {
	const [node, run] = [context.getNode().name, runIndexOf(context)];
	const others = skipRunsOf(context).filter((one) => one.node !== node || one.run !== run);
	context.getContext('flow')[FLOW_KEY] = [...others, { node, run, passed }];
}

/** The pushes behind each item of a node that stands after Skip Processed. */
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

/** What came of the push in Skip Processed. Output 1 is Already Processed; an error output comes after it. */
function outcomeOf({ passed }: SkipRun, { output, item }: ItemPlace) {
	if (output === 1) return 'processed';
	return (output === 0 && passed[item]) || 'failed';
}

/** Where a node on the way did not say which items it made its own of: the only push that there is, if it is one. */
function onlyOne(context: IExecuteFunctions, skipRuns: readonly SkipRun[]): PassedPushes {
	const before = new Set(context.getParentNodes(context.getNode().name).map(({ name }) => name));
	const pushes = skipRuns.filter(({ node }) => before.has(node)).flatMap(({ passed }) => passed);
	if (pushes.length === 0) return { pushes, outcome: 'none' };
	return pushes.length === 1 ? { pushes, outcome: 'known' } : { pushes: [], outcome: 'unclear' };
}

function skipRunsOf(context: IExecuteFunctions): SkipRun[] {
	return skipRunsSchema.parse(context.getContext('flow')[FLOW_KEY]);
}
