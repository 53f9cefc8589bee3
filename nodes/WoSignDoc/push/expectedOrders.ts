/** Tells whether an order number is expected. */
export type OrderMatcher = (orderNumber: string) => boolean;

const PATTERN = /^\/(.*)\/([a-z]*)$/s;

/**
 * Reads the orders that are expected: a regular expression between slashes, or a list of order numbers (an array,
 * or text with one a line or between commas). Empty text: every order. Throws on a wrong regular expression.
 */
export function orderMatcher(expected: string | readonly unknown[]): OrderMatcher {
	if (typeof expected !== 'string') return listMatcher(expected.map(String));
	const text = expected.trim();
	if (text === '') return () => true;
	const [, pattern, flags = ''] = PATTERN.exec(text) ?? [];
	if (pattern === undefined) return listMatcher(text.split(/[\n,]/).map((number) => number.trim()));
	// Without `g` and `y`, which would make an answer depend on the one before.
	const expression = new RegExp(pattern, flags.replace(/[gy]/g, ''));
	return (orderNumber) => expression.test(orderNumber);
}

function listMatcher(numbers: readonly string[]): OrderMatcher {
	const set = new Set(numbers.filter(Boolean));
	return (orderNumber) => set.has(orderNumber);
}
