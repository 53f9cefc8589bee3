import type { Dictionary, Entry, Value } from './value';

/** The consecutive parts of a file. Offsets are given by labels: see `writeParts.ts`. */
export type Part = TextPart | ObjectPart | SectionPart;

/** Arbitrary text, in which labels are resolved. */
export interface TextPart {
	readonly kind: 'text';
	text: string;
	label?: string;
}

export interface ObjectPart {
	readonly kind: 'object';
	number: number;
	generation: number;
	value: Value;
	stream?: Stream | undefined;
	/** The label for cross-references. Default: its number. */
	label?: string;
	/** The text of its number and generation, with `obj`. */
	head?: string;
	/** The text that ends it. */
	tail?: string;
	/** Whether it is omitted from the cross-references. */
	isUnnamed?: boolean;
}

/** Bytes in Latin-1, or other parts. */
export type Stream = string | Part[];

/** A cross-reference section with its trailer. */
export interface SectionPart {
	readonly kind: 'section';
	form: 'table' | 'stream';
	entries: XrefEntry[];
	/** Trailer entries, such as Root and Prev. */
	trailer: Dictionary;
	label: string;
	/** The number of a stream's object. */
	number: number;
	widths: [type: number, second: number, third: number];
	isCompressed: boolean;
	/** A changed text before a table's trailer. */
	retype?: (table: string) => string;
}

export interface XrefEntry {
	number: number;
	kind: 'at' | 'within' | 'free';
	/** An offset's label, an object stream's number, or the next free number. */
	where: string;
	/** The generation, or the index. */
	second: number;
}

export const text = (written: string, label?: string): TextPart => ({
	kind: 'text',
	text: written,
	...(label !== undefined && { label }),
});

export function object(number: number, value: Value, stream?: Stream): ObjectPart {
	return { kind: 'object', number, generation: 0, value, stream };
}

/** The cross-reference entry of an object. */
export function entryOf({ number, generation, label }: ObjectPart): XrefEntry {
	return { number, kind: 'at', where: `@${label ?? number}`, second: generation };
}

/** The parts with their sections changed. */
export function inSections(parts: readonly Part[], change: (section: SectionPart) => Part): Part[] {
	return parts.map((part) => (part.kind === 'section' ? change(part) : part));
}

/** The parts with their trailer entries changed. */
export function inTrailers(
	parts: readonly Part[],
	change: (entries: readonly Entry[]) => readonly Entry[],
): Part[] {
	return inSections(parts, (section) => ({
		...section,
		trailer: { entries: [...change(section.trailer.entries)] },
	}));
}

/** Entries with a key's value replaced, or the key removed if there is no value. */
export function withKey(
	entries: readonly Entry[],
	key: string,
	value: Value | undefined,
): readonly Entry[] {
	if (value === undefined) return entries.filter(([one]) => one !== key);
	return entries.map(([one, entry]) => [one, one === key ? value : entry]);
}
