import type { FileStructure } from './fileStructure';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { parseWhole } from './pdfSyntax';
import { unpackObject } from './revision';

const OBJECT_STREAM = /\/Type\s*\/ObjStm\b/;
/** Fields within each other whose names make up one. */
const MOST_PARENTS = 10;

/** Looks objects up by their numbers, the last of each in the file: for what is told, not for what is decided. */
export class FileObjects {
	private constructor(
		private readonly texts: ReadonlyMap<number, Buffer>,
		private readonly values: ReadonlyMap<number, PdfValue>,
		private readonly encrypted: boolean,
	) {}

	static async read(structure: FileStructure): Promise<FileObjects> {
		const { objects, decoder, isEncrypted } = structure;
		const texts = new Map(objects.map(({ number, text }) => [number, text]));
		const values = new Map<number, PdfValue>();
		for (const object of objects) {
			if (!OBJECT_STREAM.test(object.text.toString('latin1'))) continue;
			const unpacked = await unpackObject(object, decoder).catch(() => []);
			for (const { number, value } of unpacked) values.set(number, value);
		}
		return new FileObjects(texts, values, isEncrypted);
	}

	/** What a reference leads to, or the value itself; undefined when missing or malformed. */
	resolve(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind !== 'reference') return value;
		const text = this.texts.get(value.number);
		try {
			return text ? parseWhole(text) : this.values.get(value.number);
		} catch {
			return undefined;
		}
	}

	/**
	 * The full names of the fields whose value is another object, by its number (ISO 32000-1, 12.7.3.2); none of an
	 * encrypted file, in which they cannot be read.
	 */
	fieldNames(): Map<number, string> {
		const names = new Map<number, string>();
		if (this.encrypted) return names;
		for (const field of this.fieldsWithValues()) {
			const value = field.entries.get('V');
			const name = this.fullName(field);
			if (value?.kind === 'reference' && name) names.set(value.number, name);
		}
		return names;
	}

	private fieldsWithValues(): PdfDictionary[] {
		const written = [...this.texts]
			.filter(([, text]) => text.includes('/V'))
			.map(([number]) =>
				this.resolve({ kind: 'reference', number, generation: 0, start: 0, end: 0 }),
			);
		return [...written, ...this.values.values()].filter(
			(value): value is PdfDictionary => value?.kind === 'dictionary' && value.entries.has('V'),
		);
	}

	private fullName(field: PdfDictionary): string {
		const names: string[] = [];
		let current: PdfValue | undefined = field;
		for (let count = 0; current?.kind === 'dictionary' && count < MOST_PARENTS; count++) {
			const name = current.entries.get('T');
			if (name?.kind === 'string') names.unshift(textOf(name.bytes));
			current = this.resolve(current.entries.get('Parent'));
		}
		return names.join('.');
	}
}

/** A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, or one byte a character. */
function textOf(bytes: Buffer): string {
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
			.swap16()
			.toString('utf16le');
	}
	return bytes.toString(bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf8' : 'latin1');
}
