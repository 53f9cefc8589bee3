import type { FileStructure } from '../pdf/file/fileStructure';
import type { PdfDictionary, PdfValue } from '../pdf/file/pdfValue';
import type { WrittenObject } from '../pdf/file/writtenObject';

/** Fields within each other whose names make up one. */
const MOST_PARENTS = 10;
/** Bytes of a field's own name that are told. */
const LONGEST_NAME = 512;

/** Looks objects up by their numbers, whatever the cross-references say. */
export class FileObjects {
	private constructor(
		private readonly structure: FileStructure,
		private readonly written: ReadonlyMap<number, WrittenObject>,
		private readonly within: ReadonlyMap<number, PdfValue>,
		/** Numbers of which there is more than one object. */
		private readonly repeated: ReadonlySet<number>,
	) {}

	static async read(structure: FileStructure): Promise<FileObjects> {
		const written = new Map(structure.objects.map((object) => [object.number, object]));
		const within = new Map<number, PdfValue>();
		const numbers = structure.objects.map(({ number }) => number);
		for (const object of structure.objects) {
			await structure.pace.step();
			if (!object.text.includes('/ObjStm')) continue;
			const unpacked = await structure.unpack(object).catch(() => []);
			for (const { number, value } of unpacked) {
				within.set(number, value);
				numbers.push(number);
			}
		}
		return new FileObjects(structure, written, within, repeatedIn(numbers));
	}

	/**
	 * What a reference leads to where the file has but one object of that number, or the value itself: for what is decided.
	 * Of several, one written later would decide.
	 */
	resolveOnly(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind === 'reference' && this.repeated.has(value.number)) return undefined;
		return this.resolve(value);
	}

	/** The values of the objects whose text has the words, in no order that matters. */
	*valuesWith(words: RegExp): Generator<PdfValue> {
		for (const object of this.structure.objects) {
			const value = words.test(object.text.toString('latin1')) ? this.valueOf(object) : undefined;
			if (value) yield value;
		}
		yield* this.within.values();
	}

	/** The object that a reference leads to, the last of its number, unless that is within an object stream. */
	writtenAt(value: PdfValue): WrittenObject | undefined {
		return value.kind === 'reference' ? this.written.get(value.number) : undefined;
	}

	/** What a reference leads to, the last of its number, or the value itself: for what is only told, or proves itself. */
	resolve(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind !== 'reference') return value;
		const object = this.written.get(value.number);
		return object ? this.valueOf(object) : this.within.get(value.number);
	}

	/**
	 * The full names of the fields whose value is another object, by its number (ISO 32000-1, 12.7.3.2); none of an
	 * encrypted file, in which they cannot be read.
	 */
	async fieldNames(): Promise<Map<number, string>> {
		const names = new Map<number, string>();
		if (this.structure.isEncrypted) return names;
		for (const field of this.fieldsWithValues()) {
			await this.structure.pace.step();
			const value = field.entries.get('V');
			const name = this.fullName(field);
			if (value?.kind === 'reference' && name) names.set(value.number, name);
		}
		return names;
	}

	private *fieldsWithValues(): Generator<PdfDictionary> {
		for (const object of this.written.values()) {
			const value = object.text.includes('/V') ? this.valueOf(object) : undefined;
			if (value?.kind === 'dictionary' && value.entries.has('V')) yield value;
		}
		for (const value of this.within.values()) {
			if (value.kind === 'dictionary' && value.entries.has('V')) yield value;
		}
	}

	/** The object's value; undefined where it cannot be read. */
	valueOf(object: WrittenObject): PdfValue | undefined {
		try {
			return this.structure.valueOf(object);
		} catch {
			return undefined;
		}
	}

	private fullName(field: PdfDictionary): string {
		const names: string[] = [];
		let current: PdfValue | undefined = field;
		for (let count = 0; current?.kind === 'dictionary' && count < MOST_PARENTS; count++) {
			const name = current.entries.get('T');
			if (name?.kind === 'string') names.unshift(textOf(name.bytes.subarray(0, LONGEST_NAME)));
			current = this.resolve(current.entries.get('Parent'));
		}
		return names.join('.');
	}
}

function repeatedIn(numbers: readonly number[]): Set<number> {
	const seen = new Set<number>();
	const repeated = new Set<number>();
	for (const number of numbers) (seen.has(number) ? repeated : seen).add(number);
	return repeated;
}

/** A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8, each with its mark, or one byte a character. */
function textOf(bytes: Buffer): string {
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
			.swap16()
			.toString('utf16le');
	}
	const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return isUtf8 ? bytes.toString('utf8', 3) : bytes.toString('latin1');
}
