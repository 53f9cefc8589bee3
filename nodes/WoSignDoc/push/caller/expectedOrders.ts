import type { List } from './listOption';
import { EMPTY_LIST, entriesOf } from './listOption';

/** Tells whether an order number is expected. */
export type OrderMatcher = (orderNumber: string) => boolean;

/** Characters of an order number that an expression is tried on; a longer one is not expected. */
const LONGEST_NUMBER = 1_000;

const EXPRESSION = /^\/(.*)\/([a-z]*)$/s;

/**
 * Reads the orders that are expected: text that is a regular expression between slashes, or a list of order numbers, in
 * text one a line or between commas. An array holds numbers alone, whoever made them up. Else what is wrong, in words.
 */
export async function orderMatcher(expected: List): Promise<OrderMatcher | string> {
	const expression = typeof expected === 'string' ? EXPRESSION.exec(expected.trim()) : null;
	if (expression) return await expressionMatcher(expression[1] ?? '', expression[2] ?? '');
	const numbers = new Set(entriesOf(expected, /[\n,]/));
	return numbers.size > 0 ? (orderNumber) => numbers.has(orderNumber) : EMPTY_LIST;
}

async function expressionMatcher(pattern: string, flags: string): Promise<OrderMatcher | string> {
	if (pattern === '') return EMPTY_LIST;
	const { compileExpression } = await import('./expressionLibrary');
	const compiled = compileExpression(pattern, flags);
	if (compiled.kind === 'wrong') return compiled.problem;
	// What a workflow makes of a list without entries, such as `/^()$/`, would let in whoever names no order.
	if (compiled.test('')) return 'lets an empty order number in: ask for at least one character';
	return (orderNumber) => orderNumber.length <= LONGEST_NUMBER && compiled.test(orderNumber);
}
