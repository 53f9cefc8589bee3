/** A moment as people of a time zone read it, to the minute, e.g. `2026-12-11 07:59 (Asia/Shanghai)`; UTC for a zone that is none. */
export function localTime(date: Date, timeZone: string): string {
	try {
		// Sweden writes dates as ISO 8601 does.
		const options = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
		return `${new Intl.DateTimeFormat('sv-SE', options).format(date)} (${timeZone})`;
	} catch {
		return localTime(date, 'UTC');
	}
}
