/** Codes that a platform may answer with because it could not make sense of a request. */
const VAGUE: ReadonlySet<number | undefined> = new Set([undefined, -63, -69, -79, -100]);

/** A spelling, the code of a request that has it, and of one that is wrong for sure, and otherwise like it. */
export type Tried<Name extends string> = readonly [
	name: Name,
	code: number | undefined,
	wrongCode: number | undefined,
];

/**
 * Which of two spellings a platform takes: a request that gets another code than the wrong one went further. Undefined
 * where nothing can be concluded.
 */
export function takenSpelling<Name extends string>(
	...tried: readonly [Tried<Name>, Tried<Name>]
): Name | 'both' | undefined {
	const codes = tried.flatMap(([, ...both]) => both);
	if (codes.includes(undefined)) return undefined;
	const [first, second] = tried.filter(([, code, wrongCode]) => code !== wrongCode);
	return first && (second ? 'both' : first[0]);
}

/** Whether a code shows that the platform understood how a request is written. */
export function isClear(code: number | undefined): boolean {
	return !VAGUE.has(code);
}
