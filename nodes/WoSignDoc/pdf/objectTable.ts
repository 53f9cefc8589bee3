import {
	PDFContext,
	PDFName,
	PDFNull,
	PDFNumber,
	PDFObjectParser,
	PDFRawStream,
	PDFRef,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from './bounds';
import type { Decryption } from './encryption/decryption';
import { wrongLength } from './pdfFacts';

/** An object that is parsed when it is asked for. */
export interface UnparsedObject {
	/** Where in the file its object, or the object stream that it is in, begins. */
	readonly start: number;
	readonly text: Uint8Array;
	/** Undefined for one in an object stream, which is not encrypted by itself. */
	readonly generation?: number;
}

const STREAM = Buffer.from('stream', 'latin1');
/** What stands between `obj` and `endobj` where there is nothing, which is null (ISO 32000-1, 7.3.9). */
const NOTHING = /^[\0\t\n\f\r ]*(?:endobj)?$/;
const LONGEST_NOTHING = 64;
const INDIRECT_LENGTH = /\/Length\s+(\d{1,10})\s+\d{1,10}\s+R/;

/**
 * A document's objects by their numbers, each parsed, and decrypted, on first use and once: a document has many objects
 * that nobody asks for, and each would be many times its size in memory.
 */
export class ObjectTable {
	/** Set as soon as it is known that the document is encrypted, and how. */
	decryption: Decryption | undefined;
	private readonly context = PDFContext.create();
	/** Whether an object stream has an object of a number that another object has, too. */
	repeats = false;
	/** The numbers of all objects that were asked for, be they here or not. */
	readonly asked = new Set<number>();
	private readonly parsed = new Map<number, PDFObject | undefined>();
	private readonly unparsed: Map<number, UnparsedObject>;

	constructor(objects: ReadonlyMap<number, UnparsedObject>) {
		this.unparsed = new Map(objects);
	}

	/** The numbers of the objects that are written with these letters somewhere. */
	numbersWith(letters: string): number[] {
		return [...this.unparsed]
			.filter(([, { text }]) =>
				Buffer.from(text.buffer, text.byteOffset, text.length).includes(letters),
			)
			.map(([number]) => number);
	}

	/** Whether there is an object of this number, be it malformed. */
	has(number: number): boolean {
		return this.unparsed.has(number);
	}

	/** Whether an object is here, or in the object stream here; at no place is what is null. */
	isAt(number: number, place: number | undefined): boolean {
		const isNull = this.parsed.get(number) === PDFNull;
		return place === this.unparsed.get(number)?.start || (place === undefined && isNull);
	}

	/** Whether anything that was asked for is here, but malformed. */
	get lacksParts(): boolean {
		return [...this.asked].some((number) => this.has(number) && !this.parsed.get(number));
	}

	/** Adds an object, unless the table has one that stands later in the file. */
	add(number: number, object: UnparsedObject): void {
		this.repeats ||= this.unparsed.has(number);
		if ((this.unparsed.get(number)?.start ?? -1) < object.start) this.unparsed.set(number, object);
	}

	/** The object that is meant: itself, or what a reference leads to; undefined when missing or malformed. */
	resolve(object: PDFObject | undefined): PDFObject | undefined {
		if (!(object instanceof PDFRef)) return object;
		const { objectNumber } = object;
		this.asked.add(objectNumber);
		const unparsed = this.unparsed.get(objectNumber);
		if (!unparsed || this.parsed.has(objectNumber)) return this.parsed.get(objectNumber);
		const parsed = this.read(objectNumber, unparsed);
		this.parsed.set(objectNumber, parsed);
		return parsed;
	}

	/** An object of this number, in clear, which need not be in the table; undefined when it is malformed. Throws a
	 * PdfProblem where a stream is longer than what is kept of it. */
	read(number: number, { text, generation }: UnparsedObject): PDFObject | undefined {
		const object = this.parse(this.withLength(text));
		if (object instanceof PDFRawStream) this.checkLength(object);
		if (!object || !this.decryption || generation === undefined) return object;
		return this.decryption.decrypt(object, number, generation);
	}

	/** What the text begins with, as it is written; undefined when it is malformed. */
	parse(text: Uint8Array): PDFObject | undefined {
		try {
			return PDFObjectParser.forBytes(text, this.context).parseObject();
		} catch {
			const start = Buffer.from(
				text.buffer,
				text.byteOffset,
				Math.min(text.length, LONGEST_NOTHING),
			);
			return NOTHING.test(start.toString('latin1')) ? PDFNull : undefined;
		}
	}

	/** What is kept of a stream ends at the first `endstream`, which may be a part of what it holds. */
	private checkLength({ dict, contents }: PDFRawStream): void {
		const length = this.resolve(dict.get(PDFName.of('Length')));
		if (!(length instanceof PDFNumber)) return;
		if (length.asNumber() > contents.length + PDF_BOUNDS.lengthTolerance) throw wrongLength();
	}

	/** The text with a stream's length in place of the reference to it, which the library does not follow. */
	private withLength(text: Uint8Array): Uint8Array {
		const bytes = Buffer.from(text.buffer, text.byteOffset, text.length);
		const end = bytes.subarray(-STREAM.length).equals(STREAM) ? bytes.indexOf(STREAM) : -1;
		if (end <= 0) return text;
		const dictionary = bytes.toString('latin1', 0, end);
		const [written, number] = INDIRECT_LENGTH.exec(dictionary) ?? [];
		if (written === undefined) return text;
		const length = this.resolve(PDFRef.of(Number(number)));
		if (!(length instanceof PDFNumber)) return text;
		const exact = dictionary.replace(written, `/Length ${length.asNumber()}`);
		return Buffer.concat([Buffer.from(exact, 'latin1'), bytes.subarray(end)]);
	}
}
