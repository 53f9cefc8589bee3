import { PDFContext, PDFObjectParser, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

/** An object that is parsed when it is asked for. */
export interface UnparsedObject {
	/** Where in the file its object, or the object stream that it is in, begins. */
	readonly start: number;
	readonly text: Uint8Array;
}

/**
 * A document's objects by their numbers, each parsed on first use and once: a document has many objects that
 * nobody asks for, and each would be many times its size in memory.
 */
export class ObjectTable {
	private readonly context = PDFContext.create();
	private readonly parsed = new Map<number, PDFObject | undefined>();
	private readonly unparsed: Map<number, UnparsedObject>;

	constructor(objects: ReadonlyMap<number, UnparsedObject>) {
		this.unparsed = new Map(objects);
	}

	/** Adds an object, unless the table has one that stands later in the file. */
	add(number: number, object: UnparsedObject): void {
		if ((this.unparsed.get(number)?.start ?? -1) < object.start) this.unparsed.set(number, object);
	}

	/** The object that is meant: itself, or what a reference leads to; undefined when missing or malformed. */
	resolve(object: PDFObject | undefined): PDFObject | undefined {
		if (!(object instanceof PDFRef)) return object;
		const { objectNumber } = object;
		const unparsed = this.unparsed.get(objectNumber);
		if (!unparsed || this.parsed.has(objectNumber)) return this.parsed.get(objectNumber);
		const parsed = this.parse(unparsed.text);
		this.parsed.set(objectNumber, parsed);
		return parsed;
	}

	/** What the text begins with; undefined when it is malformed. */
	parse(text: Uint8Array): PDFObject | undefined {
		try {
			return PDFObjectParser.forBytes(text, this.context).parseObject();
		} catch {
			return undefined;
		}
	}
}
