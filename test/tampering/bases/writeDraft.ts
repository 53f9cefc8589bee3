import type { Draw } from '../draw';
import { objectStream } from '../pdf/objectStream';
import {
	entryOf,
	object,
	text,
	type ObjectPart,
	type Part,
	type SectionPart,
	type XrefEntry,
} from '../pdf/parts';
import type { Dictionary, Value } from '../pdf/value';
import type { Held } from './base';
import type { Draft } from './draft';

export const FORMS = ['table', 'table', 'stream', 'object streams', 'hybrid'] as const;
export type Form = (typeof FORMS)[number];

const FREE: XrefEntry = { number: 0, kind: 'free', where: '0', second: 65_535 };

/** The parts of a revision: the objects, their cross-references, and the end. */
export function revision(
	held: ReadonlyMap<number, Held>,
	{ form, label, trailer, spare, strays = [], draw }: RevisionOptions,
): Part[] {
	const objects = [...held].map(([number, { value, stream }]) => object(number, value, stream));
	const isPacked = form === 'object streams' || form === 'hybrid';
	const packed = isPacked
		? objects.filter(({ stream, number }) => stream === undefined && number > 1)
		: [];
	const direct: ObjectPart[] = objects.filter((one) => !packed.includes(one));
	const stream = packed.length > 0 ? objectStream(spare(), packed, draw.chance(0.5)) : undefined;
	if (stream) direct.push(stream.part);
	const entries = [FREE, ...direct.map(entryOf)];
	const isTable = form === 'table' || form === 'hybrid';
	const number = isTable ? 0 : spare();
	const section = sectionOf({ form: isTable ? 'table' : 'stream', label, trailer, number });
	section.entries = sorted([...entries, ...(form === 'hybrid' ? [] : (stream?.entries ?? []))]);
	const parts: Part[] = [...direct, ...strays.map((stray) => text(stray))];
	if (form === 'hybrid' && stream) {
		const also = sectionOf({ form: 'stream', label: `${label}also`, trailer, number: spare() });
		also.entries = stream.entries;
		section.trailer.entries.push(['/XRefStm', `@${label}also`]);
		parts.push(also);
	} else if (!isTable) section.entries.push({ number, kind: 'at', where: `@${label}`, second: 0 });
	return [...parts, section, text(`startxref\n@${label}\n%%EOF\n`)];
}

export interface RevisionOptions {
	readonly form: Form;
	readonly label: string;
	readonly trailer: readonly [key: string, value: Value][];
	/** Allocates object numbers for the file. */
	readonly spare: () => number;
	readonly strays?: readonly string[];
	readonly draw: Draw;
}

/** An empty section. */
export function sectionOf(options: {
	form: 'table' | 'stream';
	label: string;
	trailer: readonly [key: string, value: Value][];
	number: number;
}): SectionPart {
	const trailer: Dictionary = { entries: [...options.trailer] };
	return {
		kind: 'section',
		form: options.form,
		entries: [],
		trailer,
		label: options.label,
		number: options.number,
		widths: [1, 4, 2],
		isCompressed: false,
	};
}

export function sorted(entries: readonly XrefEntry[]): XrefEntry[] {
	return [...entries].sort((one, other) => one.number - other.number);
}

/** The whole document with all its revisions. */
export function partsOf(draft: Draft, form: Form, draw: Draw): Part[] {
	const spare = () => draft.newNumber();
	const trailer: [string, Value][] = [
		['/Size', '@size'],
		['/Root', `${draft.root} 0 R`],
		...draft.trailer,
	];
	if (draft.info !== undefined) trailer.push(['/Info', `${draft.info} 0 R`]);
	const options = { form, spare, draw, strays: draft.strays };
	const parts = revisionsOf(draft, options, trailer);
	return draft.reshapings.reduce((made, reshape) => reshape(made), parts);
}

function revisionsOf(
	{ formerly, objects }: Draft,
	options: Omit<RevisionOptions, 'label' | 'trailer'>,
	trailer: [key: string, value: Value][],
): Part[] {
	if (formerly.size === 0) return revision(objects, { ...options, label: 'first', trailer });
	const first = new Map([...objects, ...formerly]);
	const again = new Map([...objects].filter(([number]) => formerly.has(number)));
	const later = options.form === 'table' || options.form === 'hybrid' ? 'table' : 'stream';
	const former = revision(first, { ...options, label: 'former', trailer });
	return [
		...former.map((part) => relabeled(part, again)),
		...revision(again, {
			...options,
			...{ form: later, strays: [], label: 'first' },
			trailer: [...trailer, ['/Prev', '@former']],
		}),
	];
}

/** A part of an earlier revision, with separate labels so that later objects with the same numbers aren't confused. */
function relabeled(part: Part, again: ReadonlyMap<number, Held>): Part {
	const formerly = (number: number) => `former:${number}`;
	if (part.kind === 'object' && again.has(part.number)) {
		return { ...part, label: formerly(part.number) };
	}
	if (part.kind !== 'section') return part;
	const entries = part.entries.map((entry) =>
		again.has(entry.number) && entry.kind === 'at'
			? { ...entry, where: `@${formerly(entry.number)}` }
			: entry,
	);
	return { ...part, entries };
}
