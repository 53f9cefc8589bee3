import type { PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import { needsFormDefaults } from './formDefaults';
import { repeatedKeyIn } from './repeatedKey';

/** The facts needed about each object of the signed bytes. */
export interface ValueFacts {
	/** All references in it, at any depth. */
	readonly references: ReturnType<typeof referencesIn>;
	/** A key that occurs twice in one of its dictionaries; undefined if none does. */
	readonly repeatedKey: string | undefined;
	readonly needsFormDefaults: boolean;
	/** Whether something within it, other than itself, has `/Annots`. */
	readonly holdsAnnotations: boolean;
}

const known = new WeakMap<PdfValue, ValueFacts>();

/** The facts of a value, computed once: each signature needs those of all objects before it. */
export function factsOf(value: PdfValue): ValueFacts {
	const facts = known.get(value) ?? {
		references: referencesIn(value),
		repeatedKey: repeatedKeyIn(value),
		needsFormDefaults: needsFormDefaults(value),
		holdsAnnotations:
			value.kind === 'dictionary' && [...value.entries.values()].some(hasAnnotations),
	};
	known.set(value, facts);
	return facts;
}

function hasAnnotations(value: PdfValue): boolean {
	if (value.kind === 'array') return value.items.some(hasAnnotations);
	if (value.kind !== 'dictionary') return false;
	return value.entries.has('Annots') || [...value.entries.values()].some(hasAnnotations);
}
