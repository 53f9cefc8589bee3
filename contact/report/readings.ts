import type { FirstContact, situations } from '../../sandbox/firstContact';

export type { FirstContact } from '../../sandbox/firstContact';

/** The code for a situation in the first encoding that has one. */
export function codeFor(
	{ requests: { codes = [], encodings = [] } = {} }: FirstContact,
	situation: (typeof situations)[number],
): number | undefined {
	const found = codes.filter((one) => one.situation === situation);
	return (found.find(({ encoding }) => encodings.includes(encoding)) ?? found[0])?.code;
}
