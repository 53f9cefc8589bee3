/** Throws an error that describes the problem unless the condition holds. */
export function must(holds: boolean, problem: string): asserts holds {
	if (!holds) throw new Error(problem);
}
