import { z } from 'zod';
import { readJsonText } from './jsonText';

const EMPTY = 'is empty: give the value of at least one form field, or remove this option';
const NOT_FIELDS = 'must be an object of form field names and values, such as {"party": "…"}';
const DEEPEST = 16;

/** A number as text; one that lost digits when it was parsed is rejected. */
const number = z
	.number()
	.refine((given) => Math.abs(given) <= Number.MAX_SAFE_INTEGER)
	.transform(String);
const plainValue = z.union([
	z.string(),
	z.boolean(),
	number,
	z.array(z.union([z.string(), number])),
]);
const record = z.record(z.unknown());

/** The value of a form field: a text, a choice, several choices, or whether a box is checked. */
type FormValue = string | boolean | readonly string[];

/** What to fill in a document's form with. */
export interface FormInput {
	readonly values: ReadonlyMap<string, FormValue>;
	/** Whether the fields become part of their pages. */
	readonly flatten: boolean;
}

/**
 * The values of a PDF's form fields by their full names: an object, or its JSON. A nested object contains the fields
 * below a name (`{"party": {"name": "…"}}` is `party.name`), and null leaves a field unchanged.
 */
export const formValuesSchema = z.unknown().transform((given, context) => {
	const issue = (message: string) => {
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	};
	let fields: unknown = given;
	if (typeof given === 'string') {
		if (given.trim() === '') return issue(EMPTY);
		const read = readJsonText(given);
		if (read.kind !== 'value') return issue(read.problem);
		fields = read.value;
	}
	if (fields === null || fields === undefined) return issue(EMPTY);
	const parsed = record.safeParse(fields);
	if (!parsed.success || Array.isArray(fields)) return issue(NOT_FIELDS);
	const values = new Map<string, FormValue>();
	const problem = collect(parsed.data, '', values, 0);
	if (problem !== undefined) return issue(problem);
	return values.size > 0 ? values : issue(EMPTY);
});

/** Collects the values; returns what is wrong with one, in words. */
function collect(
	fields: Record<string, unknown>,
	above: string,
	values: Map<string, FormValue>,
	depth: number,
): string | undefined {
	for (const [key, given] of Object.entries(fields)) {
		const name = above === '' ? key : `${above}.${key}`;
		if (given === null || given === undefined) continue;
		const value = plainValue.safeParse(given);
		const below = record.safeParse(given);
		if (value.success) values.set(name, value.data);
		else if (below.success && !Array.isArray(given) && depth < DEEPEST) {
			const problem = collect(below.data, name, values, depth + 1);
			if (problem !== undefined) return problem;
		} else {
			return `${JSON.stringify(name)} must be a text, a number of at most 15 digits, true, false, or a list of texts`;
		}
	}
	return undefined;
}
