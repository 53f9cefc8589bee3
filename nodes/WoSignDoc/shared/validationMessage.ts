import { z } from 'zod';
import { oneLine } from '../protocol/oneLine';

/** The types of values that an expression may return, in plain words. */
const KINDS: Readonly<Partial<Record<z.ZodParsedType, string>>> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	boolean: 'true or false',
	object: 'an object',
	array: 'a list',
	null: 'null',
	nan: 'NaN, which is not a number',
};
const LONGEST_QUOTE = 60;

/**
 * The `errorMap` for `safeParse` of user input: says what the value must be and what type it has, never the value
 * itself, which may be a secret. A schema's own messages take precedence.
 */
export const validationMessage: z.ZodErrorMap = (issue, context) => {
	const { message } = z.defaultErrorMap(issue, { ...context, defaultError: '' });
	const isOwn = context.defaultError !== message;
	return { message: isOwn ? context.defaultError : (messageOf(issue) ?? message) };
};

function messageOf(issue: z.ZodIssueOptionalMessage): string | undefined {
	if (issue.code === 'invalid_type') {
		if (issue.received === 'undefined') return 'is missing';
		return `must be ${kindInWords(issue.expected)}, not ${kindInWords(issue.received)}`;
	}
	if (issue.code === 'invalid_enum_value' || issue.code === 'invalid_union_discriminator') {
		return `must be ${either(issue.options.map(String))}`;
	}
	if (issue.code === 'unrecognized_keys') {
		return `unknown field ${issue.keys.map(quoted).join(', ')}`;
	}
	if (issue.code === 'too_small') {
		if (issue.type !== 'number') return 'is empty';
		return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
	}
	if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
	return issue.code === 'not_finite' ? 'must be a number that ends' : undefined;
}

/** The type of a value, e.g. `a list`. */
export function kindOf(value: unknown): string {
	return kindInWords(z.getParsedType(value));
}

function kindInWords(kind: z.ZodParsedType): string {
	return KINDS[kind] ?? kind;
}

/** A name from outside, in quotes on one line, shortened if it is long. */
export function quoted(name: string): string {
	const cut = name.length > LONGEST_QUOTE ? `${name.slice(0, LONGEST_QUOTE)}…` : name;
	return `"${oneLine(cut)}"`;
}

function either(values: readonly string[]): string {
	return [values.slice(0, -1).join(', '), ...values.slice(-1)].filter(Boolean).join(' or ');
}
