import type { FileStructure } from '../../pdf/file/fileStructure';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { asDictionary } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { numbersIn, referencesIn } from '../../pdf/file/references';
import { hasNoSize, isNamed } from './invisibleField';
import type { Revision } from './revision';
import { checkSignedStructure } from './signedStructure';

/** The catalog of a document, and the number of its object. */
interface Root {
	readonly number: number;
	readonly value: PdfDictionary;
}

/** What is in a document besides pages that a changed form could let look different. */
const DRAWN_BY_FORM = new Set(['DA', 'DR', 'XFA', 'NeedAppearances']);

/**
 * Which objects of the signed bytes refer to which: only what nothing else refers to may be written again. Found out
 * while the signed structure is checked, which is why there is no reference in it that is not known here.
 */
export class SignedReferences {
	private readonly mentions = new Map<number, number[]>();
	/** Objects that are referred to with another generation than they have: only some readers find them so. */
	private readonly doubtful = new Set<number>();
	private hasFormLook = false;
	/** Objects with annotations, and those that are somebody's parent. */
	private readonly annotated = new Set<number>();
	private readonly parents = new Set<number>();
	private hasUnclearAnnotations = false;

	private constructor(
		readonly signed: Revision,
		readonly root: Root,
	) {}

	/** Throws a PdfSyntaxError when the signed bytes are ambiguous. */
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
		// Otherwise what the catalog leads to could be drawn. A certification names it as what it is about.
		if (!(await references.isOnlyAmong(root.number, certifiedData))) {
			throw new PdfSyntaxError('the signed bytes use their catalog for something else as well');
		}
		return references;
	}

	/** Whether the signed bytes name the number anywhere, so that a new object of that number would belong there. */
	isMentioned(number: number): boolean {
		return this.mentions.has(number);
	}

	/** Whether readers do not agree on the object, or on what refers to it. */
	isDoubtful(number: number): boolean {
		const isDoubtful = this.doubtful.has(number) || this.signed.isDoubtful(number);
		return isDoubtful || this.generationOf(number) !== 0;
	}

	/** Whether a page may have annotations that it does not name itself: some readers look for them at its parents. */
	get inheritsAnnotations(): boolean {
		return this.hasUnclearAnnotations || [...this.annotated].some((one) => this.parents.has(one));
	}

	/** Whether there is anything whose look a form's default appearance or resources decide. */
	get drawsByForm(): boolean {
		return this.hasFormLook;
	}

	/** Whether the object is the document's form, and nothing else. */
	isForm(number: number): boolean {
		const form = this.root.value.entries.get('AcroForm');
		const isNumber = form?.kind === 'reference' && form.number === number;
		return isNumber && this.belongsTo('AcroForm', number);
	}

	/** Whether the root refers to the object under that key alone, and nothing else does. */
	belongsTo(key: string, number: number): boolean {
		const by = this.mentions.get(number) ?? [];
		return !this.rootNumbersBut(key).has(number) && by.every((one) => one === this.root.number);
	}

	/** Whether each object that refers to this one does it with one of those of its values, and nowhere else. */
	async isOnlyAmong(
		number: number,
		valuesIn: (owner: PdfDictionary, ownerNumber: number) => readonly (PdfValue | undefined)[],
	): Promise<boolean> {
		const isThis = (one: number) => one === number;
		for (const by of this.mentions.get(number) ?? []) {
			const owner = (await this.signed.object(by))?.value;
			const values = owner?.kind === 'dictionary' ? valuesIn(owner, by) : [];
			const allowed = values.filter((value) => value?.kind === 'reference' && isThis(value.number));
			if (numbersIn(owner).filter(isThis).length > allowed.length) return false;
		}
		return true;
	}

	/** What the root's entry leads to, without what serves something else as well: a page could be among it. */
	async numbersOnlyUnder(key: string): Promise<ReadonlySet<number>> {
		const reached = new Set(numbersIn(this.root.value.entries.get(key)));
		for (const number of reached) {
			for (const one of await this.numbersOf(number)) reached.add(one);
		}
		const elsewhere = this.rootNumbersBut(key);
		const isShared = (number: number) =>
			elsewhere.has(number) ||
			(this.mentions.get(number) ?? []).some((by) => by !== this.root.number && !reached.has(by));
		// What something shared leads to is shared as well.
		const shared = new Set([...reached].filter(isShared));
		for (const number of shared) {
			for (const one of await this.numbersOf(number)) shared.add(one);
		}
		return new Set([...reached].filter((number) => !shared.has(number)));
	}

	private async numbersOf(number: number): Promise<number[]> {
		return numbersIn((await this.signed.object(number))?.value);
	}

	private rootNumbersBut(key: string): Set<number> {
		const others = [...this.root.value.entries].filter(([one]) => one !== key);
		return new Set(others.flatMap(([, value]) => numbersIn(value)));
	}

	private visit(number: number, value: PdfValue): void {
		for (const { number: mentioned, generation } of referencesIn(value)) {
			if (generation !== this.generationOf(mentioned)) this.doubtful.add(mentioned);
			const by = this.mentions.get(mentioned);
			if (!by) this.mentions.set(mentioned, [number]);
			else if (by.at(-1) !== number) by.push(number);
		}
		this.hasFormLook ||= isDrawnByForm(value);
		this.visitAnnotations(number, value);
	}

	private visitAnnotations(number: number, value: PdfValue): void {
		if (value.kind !== 'dictionary') return;
		const parent = value.entries.get('Parent');
		if (parent?.kind === 'reference') this.parents.add(parent.number);
		if (value.entries.has('Annots')) this.annotated.add(number);
		this.hasUnclearAnnotations ||= [...value.entries.values()].some(hasAnnotations);
	}

	private generationOf(number: number): number {
		const entry = this.signed.entries.get(number);
		return entry?.kind === 'at' ? entry.generation : 0;
	}
}

/** An annotation with text of its own, a field that is not a signature's, or what either takes its look from. */
function isDrawnByForm(value: PdfValue): boolean {
	if (value.kind === 'array') return value.items.some(isDrawnByForm);
	if (value.kind !== 'dictionary') return false;
	const { entries } = value;
	if (entries.has('FT') && !isNamed(value, 'FT', 'Sig')) return true;
	if (entries.has('Rect') && !hasOwnLook(value)) return true;
	return [...entries].some(([key, entry]) => DRAWN_BY_FORM.has(key) || isDrawnByForm(entry));
}

/** What a signature's certifications are about (ISO 32000-1, table 253). */
function certifiedData(signature: PdfDictionary): (PdfValue | undefined)[] {
	const list = signature.entries.get('Reference');
	const items = list?.kind === 'array' ? list.items : [];
	return items.flatMap((item) =>
		item.kind === 'dictionary' && isNamed(item, 'Type', 'SigRef') ? [item.entries.get('Data')] : [],
	);
}

function hasAnnotations(value: PdfValue): boolean {
	if (value.kind === 'array') return value.items.some(hasAnnotations);
	if (value.kind !== 'dictionary') return false;
	return value.entries.has('Annots') || [...value.entries.values()].some(hasAnnotations);
}

/** An annotation that no reader draws out of a form's defaults. */
function hasOwnLook(annotation: PdfDictionary): boolean {
	if (isNamed(annotation, 'Subtype', 'Link')) return true;
	const { entries } = annotation;
	return isNamed(annotation, 'FT', 'Sig') && (entries.has('AP') || hasNoSize(entries.get('Rect')));
}
