import { PDFArray, PDFDict, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import type { Resolver } from '../pageBox';

/**
 * The keys and values of a name or number tree (ISO 32000-1, 7.9.6 and 7.9.7), in order; only the first ones if it has
 * more nodes than a page tree may have.
 */
export function* treeEntries(
	table: Resolver,
	root: PDFObject | undefined,
	kind: 'Names' | 'Nums',
): Generator<readonly [key: PDFObject, value: PDFObject]> {
	const waiting = [root];
	for (let seen = 0; waiting.length > 0 && seen < PDF_BOUNDS.pageTreeNodes; seen++) {
		const node = table.resolve(waiting.pop());
		if (!(node instanceof PDFDict)) continue;
		const pairs = table.resolve(node.get(PDFName.of(kind)));
		const list = pairs instanceof PDFArray ? pairs.asArray() : [];
		for (let at = 0; at + 1 < list.length; at += 2) {
			const [key, value] = [table.resolve(list[at]), list[at + 1]];
			if (key && value) yield [key, value];
		}
		const kids = table.resolve(node.get(PDFName.of('Kids')));
		if (kids instanceof PDFArray) waiting.push(...kids.asArray().reverse());
	}
}

/** Looks up a destination by name (ISO 32000-1, 12.3.2.3): in the catalog's /Dests, or its name tree. */
export function namedPlaces(
	table: Resolver,
	catalog: PDFDict,
): (name: PDFObject) => PDFArray | undefined {
	let places: Map<string, PDFObject> | undefined;
	return (name) => {
		const text = bytesOfName(name);
		if (text === undefined) return undefined;
		places ??= readPlaces(table, catalog);
		const found = table.resolve(places.get(text));
		const place = found instanceof PDFDict ? table.resolve(found.get(PDFName.of('D'))) : found;
		return place instanceof PDFArray ? place : undefined;
	};
}

function readPlaces(table: Resolver, catalog: PDFDict): Map<string, PDFObject> {
	const places = new Map<string, PDFObject>();
	const names = table.resolve(catalog.get(PDFName.of('Names')));
	const tree = names instanceof PDFDict ? names.get(PDFName.of('Dests')) : undefined;
	const old = table.resolve(catalog.get(PDFName.of('Dests')));
	const entries = old instanceof PDFDict ? old.entries() : [];
	for (const [name, value] of [...entries, ...treeEntries(table, tree, 'Names')]) {
		const text = bytesOfName(name);
		if (text !== undefined) places.set(text, value);
	}
	return places;
}

function bytesOfName(name: PDFObject): string | undefined {
	if (name instanceof PDFName) return name.decodeText();
	if (!(name instanceof PDFString) && !(name instanceof PDFHexString)) return undefined;
	return Buffer.from(name.asBytes()).toString('latin1');
}
