import type { SheetRow } from '../pdf/sheet/sheetContent';
import { oneLine } from '../protocol/oneLine';
import { CODED_FIELDS, FIELD_LABELS, VALUE_LABELS } from './labels';

/** Characters of a value that are shown; the JSON has all of them. */
const LONGEST_VALUE = 600;
/** Depth of nested objects that are shown. */
const DEEPEST = 6;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const BEIJING_AHEAD = 8 * 3_600_000;

/**
 * A row for each field of an object, at any depth; none for empty ones. All of its fields are shown, including unknown
 * ones.
 */
export function fieldRows(fields: object, level = 0): SheetRow[] {
	return Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
		rowsOf(name, value, FIELD_LABELS.get(name) ?? shortLine(name), level),
	);
}

/** The rows of a value under a label. */
function rowsOf(name: string, value: unknown, label: string, level: number): SheetRow[] {
	if (level > DEEPEST || value === null || value === '') return [];
	if (Array.isArray(value)) {
		return value.flatMap((one: unknown, at) =>
			rowsOf(name, one, value.length > 1 ? `${label} ${at + 1}` : label, level),
		);
	}
	if (typeof value === 'object') {
		const inner = fieldRows(value, level + 1);
		return inner.length > 0 ? [{ label, value: '', level }, ...inner] : [];
	}
	return [{ label, value: shown(name, value), level }];
}

function shown(name: string, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'yes 是' : 'no 否';
	const text = String(value);
	if (ISO_TIME.test(text)) return timeShown(text);
	return shortLine((CODED_FIELDS.has(name) && VALUE_LABELS.get(text)) || text);
}

/** An ISO 8601 UTC time in readable form, in Beijing time, too. */
export function timeShown(time: string): string {
	const readable = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) return time;
	const inBeijing = new Date(date.getTime() + BEIJING_AHEAD);
	return `${readable(date)} UTC = 北京时间 ${readable(inBeijing)}`;
}

/** A text for display: on one line that reads as it is written, and shortened. */
export function shortLine(text: string, longest = LONGEST_VALUE): string {
	// The part that is cut off isn't processed: a certificate's names may be megabytes long.
	const line = oneLine(text.slice(0, longest + 1));
	return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
