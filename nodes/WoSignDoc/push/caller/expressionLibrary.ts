import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Maximum characters of an expression, and of instructions it compiles to: `{1000}` makes a large program. */
const LONGEST_EXPRESSION = 1_000;
const LARGEST_PROGRAM = 10_000;

/** JavaScript's flags in RE2; `g` and `u` don't change whether a text matches. */
const FLAGS: ReadonlyMap<string, number> = new Map([
	['i', RE2JS.CASE_INSENSITIVE],
	['m', RE2JS.MULTILINE],
	['s', RE2JS.DOTALL],
	['g', 0],
	['u', 0],
]);

export type CompiledExpression =
	| { readonly kind: 'expression'; test(text: string): boolean }
	/** What is wrong, as text that doesn't repeat the expression. */
	| { readonly kind: 'wrong'; readonly problem: string };

/**
 * Compiles an RE2 regular expression, which matches in linear time; JavaScript's may take exponential time. Bundled
 * separately (`setup/bundles.js`), so errors are returned as values.
 */
export function compileExpression(pattern: string, flags: string): CompiledExpression {
	const meanings = [...flags].map((flag) => FLAGS.get(flag));
	if (meanings.includes(undefined)) return wrong('has a flag other than i, m, s, g and u');
	if (pattern.length > LONGEST_EXPRESSION) return tooLarge();
	const bits = meanings.reduce<number>((all, bit = 0) => all | bit, 0);
	try {
		const expression = RE2JS.compile(pattern, bits);
		if (expression.programSize() > LARGEST_PROGRAM) return tooLarge();
		return { kind: 'expression', test: (text) => expression.test(text) };
	} catch (error) {
		const reason = error instanceof RE2JSSyntaxException ? ` (${error.getDescription()})` : '';
		return wrong(
			`is not a regular expression of RE2${reason}: write it without lookaheads, lookbehinds and backreferences`,
		);
	}
}

function tooLarge(): CompiledExpression {
	return wrong('is too large a regular expression: shorten it, or list the order numbers');
}

function wrong(problem: string): CompiledExpression {
	return { kind: 'wrong', problem };
}
