const LONGEST_LIST = 20;

/** The values that a field accepts, in words. */
export function oneOf(options: readonly string[]): string {
	if (options.length === 0) return 'has nothing to choose from';
	const list = options.slice(0, LONGEST_LIST).map((option) => `"${option}"`);
	const others = options.length > LONGEST_LIST ? ` and ${options.length - LONGEST_LIST} more` : '';
	return `takes one of ${list.join(', ')}${others}`;
}
