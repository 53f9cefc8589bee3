/**
 * Parameters or a credential as n8n resolved them, with `undefined` replaced by null: a field whose expression returned
 * `undefined` is set, and must not get the default of a field that isn't.
 */
export function resolvedValues(values: unknown): unknown {
	if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
	return Object.fromEntries(
		Object.entries(values).map(([name, value]: [string, unknown]) => [name, value ?? null]),
	);
}
