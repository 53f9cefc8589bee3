import type { WireAnswer } from '../connection/post';

/**
 * The server's clock minus ours in whole seconds, from its `Date` header; undefined without one.
 *
 * @param now when the response had arrived
 */
export function clockOffset(
	{ headers, milliseconds }: Pick<WireAnswer, 'headers' | 'milliseconds'>,
	now: Date,
): number | undefined {
	const theirs = Date.parse(headers.date ?? '');
	// The header is truncated to whole seconds; half a second is the best estimate for the rest.
	const offset = (theirs + 500 - (now.getTime() - milliseconds / 2)) / 1000;
	return Number.isFinite(offset) ? Math.round(offset) + 0 : undefined;
}
