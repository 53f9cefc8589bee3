/** ISO 32000-1, 7.9.4: everything except the year may be omitted, and apostrophes are written in several ways. */
const DATE =
	/^D:(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d))?)?)?)?)?(?:Z(?:00'?00'?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?$/;
const MINUTE = 60_000;

/** The time in a date string, in UTC if it has no time zone; undefined if it isn't one. */
export function timeOfPdfDate(text: string): Date | undefined {
	const found = DATE.exec(text);
	if (!found) return undefined;
	const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found;
	const [sign, hours = '0', minutes = '0'] = found.slice(7);
	const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return undefined;
	const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
	return new Date(time.getTime() - offset * MINUTE);
}
