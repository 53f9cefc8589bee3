import type { Part, Stream } from '../pdf/parts';
import { parse, reference, type Value } from '../pdf/value';
import type { Held, Prepared } from './base';

/** An unwritten document, to which features can be added. */
export class Draft {
	readonly objects = new Map<number, Held>();
	readonly prepared: Prepared[] = [];
	readonly pages: number[] = [];
	readonly names: string[] = [];
	/** The trailer's entries other than its root. */
	readonly trailer: [key: string, value: Value][] = [];
	info: number | undefined;
	store: number | undefined;
	/** Bytes between objects, without cross-references. */
	readonly strays: string[] = [];
	/** Objects with different contents in an earlier revision. */
	readonly formerly = new Map<number, Held>();
	/** Changes to the document's parts before it is signed. */
	readonly reshapings: ((parts: Part[]) => Part[])[] = [];
	/** Changes to the parts of the signing revision. */
	readonly signedReshapings: ((parts: Part[]) => Part[])[] = [];
	/** Its first object contains the length of the signed file. */
	isLinearized = false;
	private next = 5;
	root = 1;

	/** Objects 1 to 4 are the catalog, the page tree, the first page and its content. */
	constructor() {
		this.set(1, '<< /Type /Catalog /Pages 2 0 R >>');
	}

	/** Imports the contents of an existing file. */
	static of(objects: ReadonlyMap<number, Held>, root: number, pages: readonly number[]): Draft {
		const draft = new Draft();
		draft.objects.clear();
		for (const [number, held] of objects) draft.objects.set(number, held);
		draft.pages.push(...pages);
		draft.root = root;
		draft.next = Math.max(...objects.keys()) + 1;
		return draft;
	}

	get free(): number {
		return this.next;
	}

	newNumber(): number {
		return this.next++;
	}

	set(number: number, value: Value, stream?: Stream): void {
		this.objects.set(number, {
			value: typeof value === 'string' ? parse(value) : value,
			stream,
		});
	}

	/** Adds an object and returns a reference to it. */
	add(value: Value, stream?: Stream): string {
		const number = this.newNumber();
		this.set(number, value, stream);
		return reference(number);
	}

	value(number: number): Value {
		return this.objects.get(number)?.value ?? 'null';
	}

	get firstPage(): number {
		return this.pages[0] ?? 3;
	}
}
