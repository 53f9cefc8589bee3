import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import type { Resolver } from '../pageBox';
import { streamContent } from './streamContent';

/** What a stream costs besides its length: interpreting even an empty one takes as long as so many bytes do. */
const STREAM_COST = 4_096;
/** What a stream costs that cannot be decompressed, or only to too much. */
const FAILURE_COST = 1_024 * 1_024;

/** A document's objects, and what its streams hold: all of them together at most `PDF_BOUNDS.interpretedLength`. */
export class ContentSource implements Resolver {
	private left: number = PDF_BOUNDS.interpretedLength;

	constructor(private readonly table: Resolver) {}

	resolve(object: PDFObject | undefined): PDFObject | undefined {
		return this.table.resolve(object);
	}

	/** What a stream holds, decompressed; undefined when it cannot be, or when there was too much before it. */
	async contentOf(object: PDFObject | undefined): Promise<Uint8Array | undefined> {
		if (this.left <= 0) return undefined;
		const content = await streamContent(this.table, object);
		this.left -= content ? content.length + STREAM_COST : FAILURE_COST;
		return content;
	}
}
