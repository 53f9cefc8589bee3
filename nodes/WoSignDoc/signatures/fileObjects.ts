import type { FileStructure } from './fileStructure';
import { isObjectStream } from './objectStream';
import type { PdfDictionary, PdfValue } from './pdfSyntax';

/** Fields within each other whose names make up one. */
const MOST_PARENTS = 10;
/** Bytes of a field's own name that are told. */
const LONGEST_NAME = 512;

/** Looks objects up by their numbers, the last of each in the file: for what is told, not for what is decided. */
export class FileObjects {
	private constructor(
		private readonly values: ReadonlyMap<number, PdfValue>,
		private readonly encrypted: boolean,
	) {}

	static async read(structure: FileStructure): Promise<FileObjects> {
		const values = new Map<number, PdfValue>();
		const within = new Map<number, PdfValue>();
		for (const object of structure.objects) {
			await structure.pace.step();
			try {
				const value = structure.valueOf(object);
				values.set(object.number, value);
				const unpacked = isObjectStream(value) ? await structure.unpack(object) : [];
				for (const inner of unpacked) within.set(inner.number, inner.value);
			} catch {
				// What cannot be read has nothing to tell.
			}
		}
		return new FileObjects(new Map([...within, ...values]), structure.isEncrypted);
	}

	/** What a reference leads to, or the value itself; undefined when missing or malformed. */
	resolve(value: PdfValue | undefined): PdfValue | undefined {
		return value?.kind === 'reference' ? this.values.get(value.number) : value;
	}

	/**
	 * The full names of the fields whose value is another object, by its number (ISO 32000-1, 12.7.3.2); none of an
	 * encrypted file, in which they cannot be read.
	 */
	fieldNames(): Map<number, string> {
		const names = new Map<number, string>();
		if (this.encrypted) return names;
		for (const field of this.values.values()) {
			const value = field.kind === 'dictionary' ? field.entries.get('V') : undefined;
			if (field.kind !== 'dictionary' || value?.kind !== 'reference') continue;
			const name = this.fullName(field);
			if (name) names.set(value.number, name);
		}
		return names;
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

/** A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark, or one byte a character. */
function textOf(bytes: Buffer): string {
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
			.swap16()
			.toString('utf16le');
	}
	return bytes.toString(bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf8' : 'latin1');
}
