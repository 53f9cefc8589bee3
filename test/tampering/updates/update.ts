import type { Base, Held } from '../bases/base';
import { sectionOf, sorted } from '../bases/writeDraft';
import {
	entryOf,
	object,
	text,
	type ObjectPart,
	type Part,
	type SectionPart,
	type XrefEntry,
} from '../pdf/parts';
import type { Value } from '../pdf/value';

const FREE: XrefEntry = { number: 0, kind: 'free', where: '0', second: 65_535 };

/** How an update differs from a plain one. */
export interface UpdateOptions {
	/** Cross-reference entries in addition to those of its objects. */
	readonly entries?: readonly XrefEntry[];
	readonly form?: 'table' | 'stream';
	readonly label?: string;
	/** Offset of the previous section. */
	readonly previous?: string;
	/** Extra trailer entries. */
	readonly trailer?: readonly [key: string, value: Value][];
}

/** The numbers of an update's new objects. */
export class Numbers {
	private next: number;

	constructor(base: Base) {
		this.next = base.free;
	}

	/** The next number. */
	get size(): number {
		return this.next;
	}

	new(): number {
		return this.next++;
	}
}

/** A plain incremental update: objects, their cross-references, and the end. */
export function update(
	base: Base,
	objects: readonly ObjectPart[],
	numbers: Numbers,
	options: UpdateOptions = {},
): Part[] {
	const { form = base.form, label = 'xref', previous = `${base.startXref}` } = options;
	const section = sectionAfter(base, { form, label, previous, numbers });
	section.trailer.entries.push(...(options.trailer ?? []));
	// An object that a later update rewrites has a different label there.
	const labeled = objects.map((part) =>
		label === 'xref' ? part : { label: `${label}:${part.number}`, ...part },
	);
	const named = labeled.filter(({ isUnnamed }) => !isUnnamed).map(entryOf);
	section.entries = [...sorted([...section.entries, ...named]), ...(options.entries ?? [])];
	return [...labeled, section, ending(label)];
}

/** A section without objects that continues another. */
export function sectionAfter(
	base: Base,
	options: { form: 'table' | 'stream'; label: string; previous: string; numbers: Numbers },
): SectionPart {
	const { form, label, previous, numbers } = options;
	const number = form === 'stream' ? numbers.new() : 0;
	const trailer: [string, Value][] = [
		['/Size', '@size'],
		...base.trailer.entries,
		['/Prev', previous],
	];
	const section = sectionOf({ form, label, trailer, number });
	section.entries =
		form === 'table' ? [FREE] : [{ number, kind: 'at', where: `@${label}`, second: 0 }];
	return section;
}

export const ending = (label: string): Part => text(`startxref\n@${label}\n%%EOF\n`);

export function objectsOf(changes: ReadonlyMap<number, Held>): ObjectPart[] {
	return [...changes].map(([number, { value, stream }]) => object(number, value, stream));
}
