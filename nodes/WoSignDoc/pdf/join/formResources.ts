import { PDFArray, PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import type { PartCatalog } from './partCatalog';

/** Maximum objects of two resources that are compared; larger ones are considered different. */
const MOST_COMPARED = 10_000;

interface Known {
	readonly table: Resolver;
	readonly resource: PDFObject;
}

/** Fonts and other resources for redrawing fields; if two have one name, the first is used. */
export class FormResources {
	readonly dictionary: PDFDict;
	private readonly known = new Map<string, Known>();

	constructor(private readonly context: PDFContext) {
		this.dictionary = PDFDict.withContext(context);
	}

	/**
	 * Adds those of a part's form; returns whether all names in the part still refer to its own resources, or identical
	 * ones.
	 */
	add({ table, copier }: PartCatalog, form: PDFDict): boolean {
		let isOwn = true;
		const own = table.resolve(form.get(PDFName.of('DR')));
		for (const [kind, value] of own instanceof PDFDict ? own.entries() : []) {
			const named = table.resolve(value);
			if (!(named instanceof PDFDict)) continue;
			const known = this.dictionary.get(kind);
			const dictionary = known instanceof PDFDict ? known : PDFDict.withContext(this.context);
			this.dictionary.set(kind, dictionary);
			for (const [name, resource] of named.entries()) {
				const id = `${kind.toString()} ${name.toString()}`;
				const other = this.known.get(id);
				const mine = { table, resource };
				if (other) isOwn &&= isSame(mine, other, { left: MOST_COMPARED });
				else {
					this.known.set(id, mine);
					dictionary.set(name, copier.copy(resource));
				}
			}
		}
		return isOwn;
	}
}

/** Whether two resources are the same, including everything that they refer to. */
function isSame(one: Known, other: Known, budget: { left: number }): boolean {
	if (--budget.left < 0) return false;
	const [mine, yours] = [one, other].map(({ table, resource }) => table.resolve(resource));
	const areSame = (pairs: readonly (readonly [PDFObject, PDFObject | undefined])[]) =>
		pairs.every(
			([first, second]) =>
				second !== undefined &&
				isSame({ ...one, resource: first }, { ...other, resource: second }, budget),
		);
	if (mine instanceof PDFDict && yours instanceof PDFDict) {
		const pairs = mine.entries().map(([key, value]) => [value, yours.get(key)] as const);
		return pairs.length === yours.keys().length && areSame(pairs);
	}
	if (mine instanceof PDFArray && yours instanceof PDFArray) {
		const items = yours.asArray();
		return (
			mine.size() === items.length &&
			areSame(mine.asArray().map((item, index) => [item, items[index]] as const))
		);
	}
	if (mine instanceof PDFRawStream && yours instanceof PDFRawStream) {
		return (
			areSame([[mine.dict, yours.dict]]) && Buffer.compare(mine.contents, yours.contents) === 0
		);
	}
	return mine !== undefined && mine.toString() === yours?.toString();
}
