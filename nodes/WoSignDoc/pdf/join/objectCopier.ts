import {
	PDFArray,
	PDFDict,
	PDFName,
	PDFNull,
	PDFNumber,
	PDFRawStream,
	PDFRef,
	waitForTick,
} from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import { Pace } from '../file/pace';
import type { Resolver } from '../pageBox';
import { unchecked } from '../pdfFacts';

const key = (name: string) => PDFName.of(name);
/** Keys that lead to the structure tree, which isn't copied. */
const TAG_NUMBERS = ['StructParent', 'StructParents'].map(key);
/** Objects that each part has once, and that the joined document has its own versions of. */
const OF_THE_DOCUMENT = new Set(['Pages', 'Catalog', 'StructTreeRoot'].map(key));

/**
 * Copies objects of one document into another under new numbers, and everything that they lead to, each once. Tags are
 * dropped, and named destinations are replaced by the places that they refer to, because two documents may use one
 * name.
 */
export class ObjectCopier {
	/** Whether any copied object is a signature. */
	isSigned = false;
	private readonly copies = new Map<number, PDFRef>();
	private readonly waiting: [PDFRef, PDFObject | undefined][] = [];
	private readonly pace = new Pace(waitForTick);

	/** @param place looks up a destination, by its name in bytes */
	constructor(
		private readonly table: Resolver,
		private readonly context: PDFContext,
		private readonly place: (name: PDFObject) => PDFArray | undefined,
	) {}

	/** Redirects references to an object to another one, which isn't a copy of it. */
	redirect(reference: PDFRef, to: PDFRef): void {
		this.copies.set(reference.objectNumber, to);
	}

	/** The copy of an object; the objects that it refers to are copied by `finish`. */
	copy(object: PDFObject): PDFObject {
		if (object instanceof PDFRef) return this.reference(object);
		if (object instanceof PDFDict) return this.dictionary(object);
		if (object instanceof PDFRawStream) {
			return PDFRawStream.of(this.dictionary(object.dict), object.contents);
		}
		return object instanceof PDFArray ? this.array(object.asArray()) : object;
	}

	/** Copies the rest; throws a PdfProblem if there is too much of it. */
	async finish(): Promise<void> {
		for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
			const [reference, object] = next;
			this.context.assign(reference, this.copy(object ?? PDFNull));
			await this.pace.step();
		}
	}

	array(objects: readonly PDFObject[]): PDFArray {
		const copy = PDFArray.withContext(this.context);
		for (const object of objects) copy.push(this.copy(object));
		return copy;
	}

	dictionary(original: PDFDict): PDFDict {
		const copy = PDFDict.withContext(this.context);
		for (const [name, value] of original.entries()) copy.set(name, this.copy(value));
		for (const name of TAG_NUMBERS) if (copy.get(name) instanceof PDFNumber) copy.delete(name);
		if (copy.has(key('Title'))) copy.delete(key('SE'));
		this.replaceName(original, copy, key('Dest'));
		if (original.get(key('S')) === key('GoTo')) this.replaceName(original, copy, key('D'));
		this.isSigned ||= original.has(key('ByteRange')) || this.isSignedField(original);
		return copy;
	}

	private replaceName(original: PDFDict, copy: PDFDict, name: PDFName): void {
		const given = this.table.resolve(original.get(name));
		const place = given && this.place(given);
		if (place) copy.set(name, this.copy(place));
	}

	private isSignedField(field: PDFDict): boolean {
		if (this.table.resolve(field.get(key('FT'))) !== key('Sig')) return false;
		return this.table.resolve(field.get(key('V'))) instanceof PDFDict;
	}

	private reference(original: PDFRef): PDFRef | typeof PDFNull {
		const known = this.copies.get(original.objectNumber);
		if (known) return known;
		const object = this.table.resolve(original);
		const type = object instanceof PDFDict ? object.get(key('Type')) : undefined;
		if (type instanceof PDFName && OF_THE_DOCUMENT.has(type)) return PDFNull;
		if (this.context.largestObjectNumber > 2 * PDF_BOUNDS.objects) {
			throw unchecked('has too many objects');
		}
		const reference = this.context.nextRef();
		this.copies.set(original.objectNumber, reference);
		this.waiting.push([reference, object]);
		return reference;
	}
}
