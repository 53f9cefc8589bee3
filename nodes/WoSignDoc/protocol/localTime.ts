/** A time in a time zone, to the minute, e.g. `2026-12-11 07:59 (Asia/Shanghai)`; in UTC if the zone is invalid. */
export function localTime(date: Date, timeZone: string): string {
	try {
		// Swedish dates are written as in ISO 8601.
		const options = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
		return `${new Intl.DateTimeFormat('sv-SE', options).format(date)} (${timeZone})`;
	} catch {
		return localTime(date, 'UTC');
	}
}
