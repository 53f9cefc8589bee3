/** The name itself where it is one of the known ones, else `other`: a stranger's text never passes. */
export function named<Name extends string>(
	name: string,
	known: readonly (Name | 'other')[],
): Name | 'other' {
	return known.find((one) => one === name) ?? 'other';
}
