/** Codes that a platform may return because it could not understand a request. */
const VAGUE: ReadonlySet<number | undefined> = new Set([undefined, -63, -69, -79, -100]);

/** A spelling, the code of a request that uses it, and the code of an otherwise identical but certainly wrong one. */
export type Tried<Name extends string> = readonly [
	name: Name,
	code: number | undefined,
	wrongCode: number | undefined,
];

/**
 * Which of two spellings a platform accepts: a request with a different code than the wrong one got further. Undefined if
 * nothing can be concluded.
 */
export function takenSpelling<Name extends string>(
	...tried: readonly [Tried<Name>, Tried<Name>]
): Name | 'both' | undefined {
	const codes = tried.flatMap(([, ...both]) => both);
	if (codes.includes(undefined)) return undefined;
	const [first, second] = tried.filter(([, code, wrongCode]) => code !== wrongCode);
	return first && (second ? 'both' : first[0]);
}

/** Whether a code shows that the platform understood the form of a request. */
export function isClear(code: number | undefined): boolean {
	return !VAGUE.has(code);
}
