import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { repeatedNumbers } from '../../../nodes/WoSignDoc/order/judge/repeatedNumbers';

/** As much of a run as is asked for: its items, and the order number of each. */
function runOf(orderNumbers: readonly string[]): IExecuteFunctions {
	const items: INodeExecutionData[] = orderNumbers.map(() => ({ json: {} }));
	const getNodeParameter = (_: string, item: number) => orderNumbers[item];
	return { getInputData: () => items, getNodeParameter } as unknown as IExecuteFunctions;
}

/** How many members of lists are gone through while something is done. */
function stepsOf(work: () => void): number {
	const iterator = Object.getOwnPropertyDescriptor(Array.prototype, Symbol.iterator);
	const iterate = Array.prototype[Symbol.iterator];
	let steps = 0;
	Array.prototype[Symbol.iterator] = function* (this: unknown[]) {
		for (const member of { [Symbol.iterator]: () => iterate.call(this) }) {
			steps++;
			yield member;
		}
		return undefined;
	};
	try {
		work();
	} finally {
		if (iterator) Object.defineProperty(Array.prototype, Symbol.iterator, iterator);
	}
	return steps;
}

describe('order numbers that are repeated in a run', () => {
	it('are each reported with all the items that have them', () => {
		const repeated = repeatedNumbers(runOf(['A', 'B', 'A', '', ' B ', '', 'C']));
		expect([...repeated.keys()].sort()).toEqual([0, 1, 2, 4]);
		expect(repeated.get(4)?.message).toMatch(/^the items 2 and 5 of this run/);
	});

	it('are found with as much work as there are items, whichever they are', () => {
		const count = 10_000;
		const same = runOf(Array.from({ length: count }, () => 'A'));
		let found = 0;
		const steps = stepsOf(() => (found = repeatedNumbers(same).size));
		expect(found).toBe(count);
		expect(steps).toBeLessThan(10 * count);
	});
});
