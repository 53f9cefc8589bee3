/** Codes that a platform may answer with because it could not make sense of a request. */
const VAGUE: ReadonlySet<number | undefined> = new Set([undefined, -63, -69, -79, -100]);

/**
 * Which of two spellings a platform takes, by the codes of requests that differ in nothing else. The third is that of
 * one that is wrong for sure: a spelling that gets another code went further. Undefined where nothing can be concluded.
 */
export function takenSpelling<Name extends string>(
	[first, firstCode]: readonly [Name, number | undefined],
	[second, secondCode]: readonly [Name, number | undefined],
	wrongCode: number | undefined,
): Name | 'both' | undefined {
	if (firstCode === undefined || secondCode === undefined || wrongCode === undefined) {
		return undefined;
	}
	const isFirst = firstCode !== wrongCode;
	const isSecond = secondCode !== wrongCode;
	if (isFirst && isSecond) return 'both';
	return isFirst ? first : isSecond ? second : undefined;
}

/**
 * Whether a platform insists on something, by the codes without and with it: a clear code shows that the request was
 * understood without.
 */
export function need(
	withoutIt: number | undefined,
	withIt: number | undefined,
): 'required' | 'optional' | undefined {
	if (!VAGUE.has(withoutIt)) return 'optional';
	return VAGUE.has(withIt) ? undefined : 'required';
}
