import type { FileStructure } from '../../pdf/file/fileStructure';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { numbersIn } from '../../pdf/file/references';
import { withoutDefaults } from './formDefaults';
import type { Revision } from './revision';
import { checkSignedStructure } from './signedStructure';
import { factsOf } from './valueFacts';

/** The catalog of a document, and its object number. */
interface Root {
	readonly number: number;
	readonly value: PdfDictionary;
}

/**
 * Which objects of the signed bytes refer to which: an object may change only if nothing else depends on it. Collected
 * while the signed structure is checked, which visits every object, so no reference is missed.
 */
export class SignedReferences {
	/** The numbers of the objects that refer to each object, by its number. */
	private readonly referrers = new Map<number, number[]>();
	/** Objects that are referred to with a generation other than their own: only some readers find them. */
	private readonly ambiguous = new Set<number>();
	private hasFormDefaults = false;
	/** Objects that have `/Annots`, and those that any `/Parent` refers to. */
	private readonly annotated = new Set<number>();
	private readonly parents = new Set<number>();
	private hasUnclearAnnotations = false;

	private constructor(
		readonly signed: Revision,
		readonly root: Root,
	) {}

	/** Checks the signed bytes, and collects their references; throws a PdfSyntaxError if they are ambiguous. */
	static async read(
		structure: FileStructure,
		signed: Revision,
		end: number,
	): Promise<SignedReferences> {
		const root = signed.trailer.entries.get('Root');
		if (root?.kind !== 'reference') throw new PdfSyntaxError('it has no root');
		const value = asDictionary(await signed.resolve(root));
		const references = new SignedReferences(signed, { number: root.number, value });
		await checkSignedStructure(structure, signed, end, (number, one) =>
			references.visit(number, one),
		);
		// Otherwise what the catalog leads to could be drawn. A certification refers to it as the data that it covers.
		if (!(await references.isOnlyReferencedBy(root.number, certifiedData))) {
			throw new PdfSyntaxError('the signed bytes also use their catalog for something else');
		}
		return references;
	}

	/** Whether the signed bytes refer to the number, so that a new object with that number would become part of them. */
	isReferenced(number: number): boolean {
		return this.referrers.has(number);
	}

	/** Whether readers may find different objects for the number, or none. */
	isAmbiguous(number: number): boolean {
		const isAmbiguous = this.ambiguous.has(number) || this.signed.isAmbiguous(number);
		return isAmbiguous || this.generationOf(number) !== 0;
	}

	/** Whether a page may inherit annotations: some readers take them from its parents. */
	get inheritsAnnotations(): boolean {
		return this.hasUnclearAnnotations || [...this.annotated].some((one) => this.parents.has(one));
	}

	/** Whether any appearance depends on the form's default appearance or resources. */
	get usesFormDefaults(): boolean {
		return this.hasFormDefaults;
	}

	/** Whether the object is the document's form, and serves no other purpose. */
	isForm(number: number): boolean {
		const form = this.root.value.entries.get('AcroForm');
		const isNumber = form?.kind === 'reference' && form.number === number;
		return isNumber && this.isOnlyUnder('AcroForm', number);
	}

	/** Whether only the root refers to the object, and only under this key. */
	isOnlyUnder(key: string, number: number): boolean {
		const by = this.referrersOf(number);
		return !this.rootNumbersBut(key).has(number) && by.every((one) => one === this.root.number);
	}

	/**
	 * Whether every reference to the object is one of the allowed ones.
	 *
	 * @param valuesIn the values in a dictionary that may refer to it
	 */
	async isOnlyReferencedBy(
		number: number,
		valuesIn: (owner: PdfDictionary, ownerNumber: number) => readonly (PdfValue | undefined)[],
	): Promise<boolean> {
		const isThis = (one: number) => one === number;
		for (const by of this.referrersOf(number)) {
			const owner = (await this.signed.object(by))?.value;
			const values = owner?.kind === 'dictionary' ? valuesIn(owner, by) : [];
			const allowed = values.filter((value) => value?.kind === 'reference' && isThis(value.number));
			if (numbersIn(owner).filter(isThis).length > allowed.length) return false;
		}
		return true;
	}

	/**
	 * The objects that only the root's entry leads to, at any depth: one that also serves another purpose could be part of
	 * a page.
	 */
	async numbersOnlyUnder(key: string): Promise<ReadonlySet<number>> {
		const reached = new Set(numbersIn(this.root.value.entries.get(key)));
		for (const number of reached) {
			for (const one of await this.numbersOf(number)) reached.add(one);
		}
		const elsewhere = this.rootNumbersBut(key);
		const isShared = (number: number) =>
			elsewhere.has(number) ||
			this.referrersOf(number).some((by) => by !== this.root.number && !reached.has(by));
		// Everything that a shared object leads to is shared, too.
		const shared = new Set([...reached].filter(isShared));
		for (const number of shared) {
			for (const one of await this.numbersOf(number)) shared.add(one);
		}
		return new Set([...reached].filter((number) => !shared.has(number)));
	}

	/** The numbers of the objects that refer to the object; 0 stands for a trailer. */
	referrersOf(number: number): readonly number[] {
		return this.referrers.get(number) ?? [];
	}

	private async numbersOf(number: number): Promise<number[]> {
		return numbersIn((await this.signed.object(number))?.value);
	}

	private rootNumbersBut(key: string): Set<number> {
		const others = [...this.root.value.entries].filter(([one]) => one !== key);
		return new Set(others.flatMap(([, value]) => numbersIn(value)));
	}

	private visit(number: number, value: PdfValue): void {
		for (const { number: mentioned, generation } of factsOf(value).references) {
			if (generation !== this.generationOf(mentioned)) this.ambiguous.add(mentioned);
			const by = this.referrers.get(mentioned);
			if (!by) this.referrers.set(mentioned, [number]);
			else if (by.at(-1) !== number) by.push(number);
		}
		this.hasFormDefaults ||= factsOf(this.withoutOwnDefaults(number, value)).needsFormDefaults;
		this.visitAnnotations(number, value);
	}

	/** The catalog or the form without the form's own defaults. */
	private withoutOwnDefaults(number: number, value: PdfValue): PdfValue {
		const form = this.root.value.entries.get('AcroForm');
		if (form?.kind === 'reference') return number === form.number ? withoutDefaults(value) : value;
		if (number !== this.root.number || value.kind !== 'dictionary' || !form) return value;
		return { ...value, entries: new Map(value.entries).set('AcroForm', withoutDefaults(form)) };
	}

	private visitAnnotations(number: number, value: PdfValue): void {
		if (value.kind !== 'dictionary') return;
		const parent = value.entries.get('Parent');
		if (parent?.kind === 'reference') this.parents.add(parent.number);
		if (value.entries.has('Annots')) this.annotated.add(number);
		this.hasUnclearAnnotations ||= factsOf(value).holdsAnnotations;
	}

	private generationOf(number: number): number {
		const entry = this.signed.entries.get(number);
		return entry?.kind === 'at' ? entry.generation : 0;
	}
}

/**
 * The objects that a signature's references cover (ISO 32000-1, table 253), which may be in the signature or separate
 * objects.
 */
function certifiedData(signature: PdfDictionary): (PdfValue | undefined)[] {
	const list = signature.entries.get('Reference');
	const items = list?.kind === 'array' ? list.items : [];
	return [signature, ...items].flatMap((item) =>
		item.kind === 'dictionary' && isNamed(item, 'Type', 'SigRef') ? [item.entries.get('Data')] : [],
	);
}
