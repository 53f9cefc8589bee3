import { PDFDict, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { ObjectTable } from './objectTable';

/**
 * Where the reading of a document begins (ISO 32000-1, 7.5.5). `root` may be in an object stream that isn't unpacked
 * yet.
 */
export interface Trailer {
	readonly root: PDFObject | undefined;
	readonly information: PDFObject | undefined;
	readonly encryption: PDFObject | undefined;
	readonly id: PDFObject | undefined;
}

/** All trailers merged; the last one that has an entry counts: each revision of a document has one. */
export function readTrailer(table: ObjectTable, trailers: readonly Buffer[]): Trailer {
	const dictionaries = trailers
		.map((text) => table.parse(text))
		.filter((trailer) => trailer instanceof PDFDict);
	const last = (key: string) =>
		dictionaries.findLast((trailer) => trailer.has(PDFName.of(key)))?.get(PDFName.of(key));
	return {
		root: last('Root'),
		information: last('Info'),
		encryption: table.resolve(last('Encrypt')),
		id: table.resolve(last('ID')),
	};
}

/** The last catalog of a document whose trailers lead to none. */
export function catalogOf(table: ObjectTable): PDFObject | undefined {
	return table
		.numbersWith('Catalog')
		.map((number) => PDFRef.of(number))
		.findLast((reference) => {
			const object = table.resolve(reference);
			return object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Catalog');
		});
}
