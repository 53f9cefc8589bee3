import { PDFDict, PDFName, PDFNumber, PDFRef } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { ObjectCopier } from './objectCopier';

/** A part's bookmarks: what its outline becomes in the joined document. */
export interface PartOutline {
	readonly reference: PDFRef;
	/** The entries that link the part's bookmark to them. */
	readonly children: { readonly First: PDFRef; readonly Last: PDFRef; readonly Count: number };
}

/** The contents of a part's catalog, and how it is copied. */
export class PartCatalog {
	readonly outline: PartOutline | undefined;

	constructor(
		private readonly catalog: PDFDict,
		readonly table: Resolver,
		readonly context: PDFContext,
		readonly copier: ObjectCopier,
	) {
		this.outline = this.readOutline();
	}

	get(name: string): PDFObject | undefined {
		return this.catalog.get(PDFName.of(name));
	}

	dictionary(name: string): PDFDict | undefined {
		const found = this.table.resolve(this.get(name));
		return found instanceof PDFDict ? found : undefined;
	}

	/** Bookmarks refer to their outline, which is redirected before any is copied. */
	private readOutline(): PartOutline | undefined {
		const [list, root] = [this.get('Outlines'), this.dictionary('Outlines')];
		const [first, last] = ['First', 'Last'].map((name) => root?.get(PDFName.of(name)));
		if (!(list instanceof PDFRef) || !(first instanceof PDFRef) || !(last instanceof PDFRef)) {
			return undefined;
		}
		const reference = this.context.nextRef();
		this.copier.redirect(list, reference);
		const [First, Last] = [this.copier.copy(first), this.copier.copy(last)];
		if (!(First instanceof PDFRef) || !(Last instanceof PDFRef)) return undefined;
		const count = this.table.resolve(root?.get(PDFName.of('Count')));
		const shown = count instanceof PDFNumber ? Math.abs(count.asNumber()) : 1;
		return { reference, children: { First, Last, Count: -Math.max(1, shown) } };
	}
}
