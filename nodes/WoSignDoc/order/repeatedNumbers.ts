import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../protocol/errors';
import { textSchema } from './fieldSchemas';

/**
 * The items of a run whose order number another item has, too, each with what is wrong: a second order under the
 * same number cannot be meant (PROTOCOL.md, CreateSignOrder: `orderNumber` is the caller's own unique number).
 */
export function repeatedNumbers(context: IExecuteFunctions): ReadonlyMap<number, Problem> {
	const items = new Map<string, number[]>();
	for (const itemIndex of context.getInputData().keys()) {
		const orderNumber = orderNumberOf(context, itemIndex);
		if (orderNumber === '') continue;
		items.set(orderNumber, [...(items.get(orderNumber) ?? []), itemIndex]);
	}
	const repeated = [...items.values()].filter(({ length }) => length > 1);
	return new Map(
		repeated.flatMap((group) => group.map((item) => [item, problemOf(group)] as const)),
	);
}

/** Empty when it cannot be read: the item itself will tell. */
function orderNumberOf(context: IExecuteFunctions, itemIndex: number): string {
	try {
		const parsed = textSchema.safeParse(context.getNodeParameter('orderNumber', itemIndex, ''));
		return parsed.success ? parsed.data : '';
	} catch {
		return '';
	}
}

function problemOf(items: readonly number[]): Problem {
	const numbers = items.map((item) => item + 1).join(', ');
	return {
		where: 'Order Number',
		message: `the items ${numbers} of this run have the same order number; each contract needs its own`,
	};
}
