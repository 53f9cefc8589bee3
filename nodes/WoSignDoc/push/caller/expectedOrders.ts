import type { List } from './listOption';
import { EMPTY_LIST, entriesOf } from './listOption';

/** Returns whether an order number is expected. */
export type OrderMatcher = (orderNumber: string) => boolean;

/**
 * Maximum length of an order number, in characters, that is matched against an expression; a longer one isn't expected.
 */
const LONGEST_NUMBER = 1_000;

const EXPRESSION = /^\/(.*)\/([a-z]*)$/s;

/**
 * Parses the expected orders: text with a regular expression between slashes, or a list of order numbers; in text, one
 * per line or separated by commas. An array is never parsed as expressions: its entries may come from anyone. Returns
 * text that says what is wrong.
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
	// An expression built from an empty list, such as `/^()$/`, would accept pushes without an order number.
	if (compiled.test('')) return 'accepts an empty order number: require at least one character';
	return (orderNumber) => orderNumber.length <= LONGEST_NUMBER && compiled.test(orderNumber);
}
