import type { FileStructure } from '../pdf/file/fileStructure';
import type { PdfDictionary, PdfValue } from '../pdf/file/pdfValue';
import { mayName } from '../pdf/file/writtenName';
import type { WrittenObject } from '../pdf/file/writtenObject';
import { textOf } from './textString';

/** Depth of nested fields whose names form one full name. */
const MOST_PARENTS = 10;
/** Maximum bytes of a field's own name that are reported. */
const LONGEST_NAME = 512;

/** A form field whose value is an object. */
export interface ValuedField {
	/** Its full name; empty if it has none. */
	readonly name: string;
	/** What it locks once it is signed (ISO 32000-2, 12.7.5.5), for each field with this value. */
	readonly locks: readonly PdfValue[];
}

/** Looks up objects by number, regardless of the cross-references. */
export class FileObjects {
	private constructor(
		private readonly structure: FileStructure,
		private readonly written: ReadonlyMap<number, WrittenObject>,
		private readonly within: ReadonlyMap<number, PdfValue>,
		/** All values within object streams, including older ones. */
		private readonly packed: readonly PdfValue[],
		/** Numbers that more than one object has. */
		private readonly repeated: ReadonlySet<number>,
		/** Whether no object that may lock fields was skipped because of its size, or because it can't be read. */
		readonly isComplete: boolean,
	) {}

	static async read(structure: FileStructure): Promise<FileObjects> {
		const written = new Map(structure.objects.map((object) => [object.number, object]));
		const within = new Map<number, PdfValue>();
		const packed: PdfValue[] = [];
		let isComplete = structure.isWhole;
		const numbers = structure.objects.map(({ number }) => number);
		for (const object of structure.objects) {
			await structure.pace.step();
			isComplete &&= !mayName(object.text, 'Lock') || valueIn(structure, object) !== undefined;
			if (!object.stream || !mayName(object.text, 'ObjStm')) continue;
			const unpacked = await structure.unpack(object).catch(() => undefined);
			isComplete &&= unpacked !== undefined;
			for (const { number, value } of unpacked ?? []) {
				within.set(number, value);
				packed.push(value);
				numbers.push(number);
			}
		}
		return new FileObjects(structure, written, within, packed, repeatedIn(numbers), isComplete);
	}

	/**
	 * The target of a reference if the file has only one object with that number, or the value itself; for data that
	 * affects the verdict. If there were several, a later one would decide.
	 */
	resolveOnly(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind === 'reference' && this.repeated.has(value.number)) return undefined;
		return this.resolve(value);
	}

	/** The values of the objects whose text contains the words, in no particular order. */
	*valuesWith(words: RegExp): Generator<PdfValue> {
		for (const object of this.structure.objects) {
			const value = words.test(object.text.toString('latin1')) ? this.valueOf(object) : undefined;
			if (value) yield value;
		}
		yield* this.within.values();
	}

	/** The target of a reference, the last object with its number, unless that is within an object stream. */
	writtenAt(value: PdfValue): WrittenObject | undefined {
		return value.kind === 'reference' ? this.written.get(value.number) : undefined;
	}

	/**
	 * The target of a reference, the last object with its number, or the value itself; for data that is only reported, or
	 * proves itself.
	 */
	resolve(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind !== 'reference') return value;
		const object = this.written.get(value.number);
		return object ? this.valueOf(object) : this.within.get(value.number);
	}

	/**
	 * The fields whose value is another object, by its number (ISO 32000-1, 12.7.3.2), as every revision writes them: a
	 * later one could remove a lock. Without names in an encrypted file, in which they can't be read.
	 */
	async fields(): Promise<Map<number, ValuedField>> {
		const fields = new Map<number, { name: string; readonly locks: PdfValue[] }>();
		for (const field of this.fieldsWithValues()) {
			await this.structure.pace.step();
			const value = field.entries.get('V');
			if (value?.kind !== 'reference') continue;
			const known = fields.get(value.number) ?? { name: '', locks: [] };
			fields.set(value.number, known);
			known.name = (this.structure.isEncrypted ? '' : this.fullName(field)) || known.name;
			const lock = field.entries.get('Lock');
			if (lock) known.locks.push(lock);
		}
		return fields;
	}

	private *fieldsWithValues(): Generator<PdfDictionary> {
		for (const object of this.structure.objects) {
			const value = mayName(object.text, 'V') ? this.valueOf(object) : undefined;
			if (value?.kind === 'dictionary' && value.entries.has('V')) yield value;
		}
		for (const value of this.packed) {
			if (value.kind === 'dictionary' && value.entries.has('V')) yield value;
		}
	}

	/** The object's value; undefined if it can't be read. */
	valueOf(object: WrittenObject): PdfValue | undefined {
		return valueIn(this.structure, object);
	}

	private fullName(field: PdfDictionary): string {
		const names: string[] = [];
		let current: PdfValue | undefined = field;
		for (let count = 0; current?.kind === 'dictionary' && count < MOST_PARENTS; count++) {
			const name = current.entries.get('T');
			if (name?.kind === 'string') names.unshift(textOf(name.bytes, LONGEST_NAME));
			current = this.resolve(current.entries.get('Parent'));
		}
		return names.join('.');
	}
}

function valueIn(structure: FileStructure, object: WrittenObject): PdfValue | undefined {
	try {
		return structure.valueOf(object);
	} catch {
		return undefined;
	}
}

function repeatedIn(numbers: readonly number[]): Set<number> {
	const seen = new Set<number>();
	const repeated = new Set<number>();
	for (const number of numbers) (seen.has(number) ? repeated : seen).add(number);
	return repeated;
}
