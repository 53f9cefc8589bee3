import { PDFArray, PDFDict, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';
import type { PartCatalog } from './partCatalog';

const key = (name: string) => PDFName.of(name);
/** Lists of a layer configuration that apply to each part separately. */
const LISTS = ['Order', 'AS', 'RBGroups', 'Locked'];

/** The layers of all parts (ISO 32000-1, 8.11.4), shown and hidden as in each separate part. */
export function joinLayers(
	document: PDFDocument,
	catalogs: readonly (PartCatalog | undefined)[],
): void {
	const { context, catalog } = document;
	const [groups, off] = [PDFArray.withContext(context), PDFArray.withContext(context)];
	const lists = new Map(LISTS.map((name) => [name, PDFArray.withContext(context)]));
	for (const part of catalogs) {
		const properties = part?.dictionary('OCProperties');
		if (!part || !properties) continue;
		const list = (of: PDFDict | undefined, name: string): PDFObject[] => {
			const found = part.table.resolve(of?.get(key(name)));
			return found instanceof PDFArray ? found.asArray() : [];
		};
		const given = part.table.resolve(properties.get(key('D')));
		const shown = given instanceof PDFDict ? given : undefined;
		const all = list(properties, 'OCGs');
		for (const group of all) groups.push(part.copier.copy(group));
		for (const group of hidden(part, shown, all, list)) off.push(part.copier.copy(group));
		for (const [name, joined] of lists) {
			for (const entry of list(shown, name)) joined.push(part.copier.copy(entry));
		}
	}
	if (groups.size() === 0) return;
	const configuration = context.obj({ OFF: off });
	for (const [name, joined] of lists) if (joined.size() > 0) configuration.set(key(name), joined);
	catalog.set(key('OCProperties'), context.obj({ OCGs: groups, D: configuration }));
}

/** A part may list the layers that are shown instead of those that aren't. */
function hidden(
	{ table }: PartCatalog,
	shown: PDFDict | undefined,
	all: readonly PDFObject[],
	list: (of: PDFDict | undefined, name: string) => PDFObject[],
): readonly PDFObject[] {
	if (table.resolve(shown?.get(key('BaseState'))) !== key('OFF')) return list(shown, 'OFF');
	const on = new Set(list(shown, 'ON').map(numberOf));
	return all.filter((group) => !on.has(numberOf(group)));
}

function numberOf(group: PDFObject): number | undefined {
	return group instanceof PDFRef ? group.objectNumber : undefined;
}
