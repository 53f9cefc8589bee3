import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import type { ContentSource } from './contentSource';
import type { Font } from './font';
import { readFont } from './readFont';

/** A document's fonts, each read once. */
export class Fonts {
	private readonly fonts = new Map<PDFObject, Font | undefined>();

	constructor(private readonly source: ContentSource) {}

	/** Undefined if it isn't a font, and for all fonts after the first `PDF_BOUNDS.fonts`. */
	async of(object: PDFObject | undefined): Promise<Font | undefined> {
		const resolved = this.source.resolve(object);
		if (!resolved) return undefined;
		if (!this.fonts.has(resolved) && this.fonts.size < PDF_BOUNDS.fonts) {
			this.fonts.set(resolved, await readFont(this.source, resolved));
		}
		return this.fonts.get(resolved);
	}
}
