import type { WireAnswer } from '../connection/post';

/**
 * The server's clock minus ours in whole seconds, by its header `Date`; undefined without one.
 *
 * @param now when the answer had come
 */
export function clockOffset(
	{ headers, milliseconds }: Pick<WireAnswer, 'headers' | 'milliseconds'>,
	now: Date,
): number | undefined {
	const theirs = Date.parse(headers.date ?? '');
	// The header has whole seconds, cut off; half a one is the best guess for the rest.
	const offset = (theirs + 500 - (now.getTime() - milliseconds / 2)) / 1000;
	return Number.isFinite(offset) ? Math.round(offset) + 0 : undefined;
}
