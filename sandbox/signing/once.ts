/** Memoizes a function without arguments: it is called at most once. */
export function once<Made>(make: () => Made): () => Made {
	let made: { value: Made } | undefined;
	return () => (made ??= { value: make() }).value;
}
