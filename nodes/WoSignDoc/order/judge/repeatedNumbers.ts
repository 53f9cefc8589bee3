import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';
import { textSchema } from './fieldSchemas';

/** Maximum items that one message names: if a number is the same for all of them, a list of thousands doesn't help. */
const MOST_NAMED = 10;

/**
 * The items of a run that share their order number with another item, each with what is wrong: a second order with the
 * same number is always a mistake (PROTOCOL.md, CreateSignOrder: `orderNumber` is the caller's own unique number).
 */
export function repeatedNumbers(context: IExecuteFunctions): ReadonlyMap<number, Problem> {
	const items = new Map<string, number[]>();
	for (const itemIndex of context.getInputData().keys()) {
		const orderNumber = orderNumberOf(context, itemIndex);
		if (orderNumber === '') continue;
		const group = items.get(orderNumber);
		if (group) group.push(itemIndex);
		else items.set(orderNumber, [itemIndex]);
	}
	const repeated = [...items.values()].filter(({ length }) => length > 1);
	return new Map(
		repeated.flatMap((group) => {
			const problem = problemOf(group);
			return group.map((item) => [item, problem] as const);
		}),
	);
}

/** Empty if it can't be read: the item reports that itself. */
function orderNumberOf(context: IExecuteFunctions, itemIndex: number): string {
	try {
		const parsed = textSchema.safeParse(context.getNodeParameter('orderNumber', itemIndex, ''));
		return parsed.success ? parsed.data : '';
	} catch {
		return '';
	}
}

function problemOf(items: readonly number[]): Problem {
	const numbers = items.slice(0, MOST_NAMED).map((item) => item + 1);
	const rest = items.length - numbers.length;
	const named = [...numbers, ...(rest > 0 ? [`${rest} more`] : [])];
	return {
		where: parameterLabel('orderNumber'),
		message: `the items ${named.slice(0, -1).join(', ')} and ${named.at(-1)} of this run have the same order number; each contract needs its own`,
	};
}
