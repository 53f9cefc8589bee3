import { PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import { salvage } from '../file/inflate';
import type { Resolver } from '../pageBox';
import { decoded, filtersOf, isFlate } from '../streamFilters';

/** The cost of a stream in addition to its length: interpreting even an empty one takes as long as this many bytes. */
const STREAM_COST = 4_096;
/** The cost of a stream that can't be decompressed, or whose output is too large. */
const FAILURE_COST = 1_024 * 1_024;
const MOST_FILTERS = 4;

/**
 * A document's objects, and the contents of its streams: all of them together at most `PDF_BOUNDS.interpretedLength`.
 */
export class ContentSource implements Resolver {
	private left: number = PDF_BOUNDS.interpretedLength;

	constructor(private readonly table: Resolver) {}

	resolve(object: PDFObject | undefined): PDFObject | undefined {
		return this.table.resolve(object);
	}

	/** A stream's contents, decompressed; undefined if that fails, or if there was too much before it. */
	async contentOf(object: PDFObject | undefined): Promise<Uint8Array | undefined> {
		if (this.left <= 0) return undefined;
		const content = await this.decode(this.table.resolve(object)).catch(() => undefined);
		this.left -= content ? content.length + STREAM_COST : FAILURE_COST;
		return content;
	}

	/** Undefined if it is missing; throws if it exceeds the bound, or is compressed in a way that isn't used for text. */
	private async decode(stream: PDFObject | undefined): Promise<Uint8Array | undefined> {
		if (!(stream instanceof PDFRawStream)) return undefined;
		const filters = filtersOf(this.table, stream);
		if (filters.length > MOST_FILTERS) return undefined;
		const room = PDF_BOUNDS.contentLength;
		const content = await decoded(this.table, stream, filters, room);
		if (content.length > 0 || stream.contents.length === 0 || !filters.some(isFlate))
			return content;
		this.left -= FAILURE_COST;
		return await decoded(this.table, stream, filters, room, salvage);
	}
}
