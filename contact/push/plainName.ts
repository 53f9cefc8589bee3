/** A key or a header's name: letters, and few digits in a row, so that no number of a person or an order is one. */
const PLAIN_NAME = /^(?!.*\d{4})[A-Za-z_][\w.-]{0,60}$/;
/** Stands for a name that may hold anybody's data. */
const HIDDEN_NAME = 'other';

/** Names as the report may show them: what is no plain name, or holds a secret, is not shown. */
export function plainNames(names: readonly string[], secrets: readonly string[]): string[] {
	const hidden = secrets.filter(Boolean).map((secret) => secret.toLowerCase());
	const isPlain = (name: string) =>
		PLAIN_NAME.test(name) && !hidden.some((secret) => name.toLowerCase().includes(secret));
	return names.map((name) => (isPlain(name) ? name : HIDDEN_NAME));
}
