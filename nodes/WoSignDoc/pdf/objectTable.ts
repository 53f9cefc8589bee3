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

/** An object that is parsed on first use. */
export interface UnparsedObject {
	/** The offset in the file of its object, or of the object stream that it is in. */
	readonly start: number;
	readonly text: Uint8Array;
	/** Undefined for one in an object stream, which isn't encrypted separately. */
	readonly generation?: number;
}

const STREAM = Buffer.from('stream', 'latin1');
/** What is between `obj` and `endobj` of an empty object, which is null (ISO 32000-1, 7.3.9). */
const NOTHING = /^[\0\t\n\f\r ]*(?:endobj)?$/;
const LONGEST_NOTHING = 64;
const INDIRECT_LENGTH = /\/Length\s+(\d{1,10})\s+\d{1,10}\s+R/;

/**
 * A document's objects by number, each parsed, and decrypted, once and on first use: a document has many objects that
 * are never needed, and each would take many times its size in memory.
 */
export class ObjectTable {
	/** Set as soon as it is known whether and how the document is encrypted. */
	decryption: Decryption | undefined;
	private readonly context = PDFContext.create();
	/** Whether an object stream contains an object with the same number as another. */
	repeats = false;
	/** The numbers of all objects that were requested, whether they exist or not. */
	readonly asked = new Set<number>();
	private readonly parsed = new Map<number, PDFObject | undefined>();
	private readonly unparsed: Map<number, UnparsedObject>;

	constructor(objects: ReadonlyMap<number, UnparsedObject>) {
		this.unparsed = new Map(objects);
	}

	/** The numbers of the objects whose text contains these letters. */
	numbersWith(letters: string): number[] {
		return [...this.unparsed]
			.filter(([, { text }]) =>
				Buffer.from(text.buffer, text.byteOffset, text.length).includes(letters),
			)
			.map(([number]) => number);
	}

	/** Whether there is an object with this number, even if malformed. */
	has(number: number): boolean {
		return this.unparsed.has(number);
	}

	/** Whether an object is at this offset, or in the object stream at it; null objects have no offset. */
	isAt(number: number, place: number | undefined): boolean {
		const isNull = this.parsed.get(number) === PDFNull;
		return place === this.unparsed.get(number)?.start || (place === undefined && isNull);
	}

	/** Whether any requested object exists, but is malformed. */
	get lacksParts(): boolean {
		return [...this.asked].some((number) => this.has(number) && !this.parsed.get(number));
	}

	/** Adds an object, unless the table has one that comes later in the file. */
	add(number: number, object: UnparsedObject): void {
		this.repeats ||= this.unparsed.has(number);
		if ((this.unparsed.get(number)?.start ?? -1) < object.start) this.unparsed.set(number, object);
	}

	/** The object itself, or the target of a reference; undefined if missing or malformed. */
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

	/**
	 * A decrypted object with this number, which doesn't have to be in the table; undefined if it is malformed. Throws a
	 * PdfProblem if a stream is longer than the part of it that is kept.
	 */
	read(number: number, { text, generation }: UnparsedObject): PDFObject | undefined {
		const object = this.parse(this.withLength(text));
		if (object instanceof PDFRawStream) this.checkLength(object);
		if (!object || !this.decryption || generation === undefined) return object;
		return this.decryption.decrypt(object, number, generation);
	}

	/** The beginning of the text, as written; undefined if it is malformed. */
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

	/** The kept part of a stream ends at the first `endstream`, which may be part of its contents. */
	private checkLength({ dict, contents }: PDFRawStream): void {
		const length = this.resolve(dict.get(PDFName.of('Length')));
		if (!(length instanceof PDFNumber)) return;
		if (length.asNumber() > contents.length + PDF_BOUNDS.lengthTolerance) throw wrongLength();
	}

	/** The text with a stream's length in place of the reference to it, which the library doesn't follow. */
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
