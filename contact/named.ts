/** The name itself if it is a known one, otherwise `other`, so that a server's text is never recorded. */
export function named<Name extends string>(
	name: string,
	known: readonly (Name | 'other')[],
): Name | 'other' {
	return known.find((one) => one === name) ?? 'other';
}
