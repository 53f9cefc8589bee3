const minute = 60_000;
const day = 24 * 60 * minute;

/** The life of a short-lived certificate in days from now: ten minutes, a day ago. */
export const SHORT_LIFE: [from: number, to: number] = [-1, -1 + (10 * minute) / day];

/** When a short-lived signature is made: in the second minute of its certificate's life. */
export function shortLivedMoment(): Date {
	return new Date(Date.now() - day + minute);
}

/** What the signature itself calls that moment: local time in China, written as if it were UTC. */
export function inChinaAsUtc(moment: Date): Date {
	return new Date(moment.getTime() + 8 * 60 * minute);
}
