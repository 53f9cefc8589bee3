/**
 * Parameters or a credential as n8n resolved them, in which an expression that gives `undefined` gives null: what is
 * set must not pass for what is not.
 */
export function resolvedValues(values: unknown): unknown {
	if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
	return Object.fromEntries(
		Object.entries(values).map(([name, value]: [string, unknown]) => [name, value ?? null]),
	);
}
