import { comparableText } from '../../pdf/file/comparableText';
import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { Change } from './change';
import { isInvisibleField } from './invisibleField';
import { laterValue } from './laterRevisions';
import type { LaterRevisions } from './laterRevisions';
import type { SignedReferences } from './signedReferences';

/** The lists of a document to which invisible fields may be added: the form's fields and a page's annotations. */
export class FieldLists {
	/** @param signatureNumbers the objects that were found to be signatures: a new field may refer to these only */
	constructor(
		private readonly references: SignedReferences,
		private readonly later: LaterRevisions,
		private readonly signatureNumbers: ReadonlySet<number>,
	) {}

	/** Whether the array is such a list, and is used for nothing else. */
	async isList(number: number): Promise<boolean> {
		return await this.references.isOnlyReferencedBy(number, (owner, ownerNumber) => {
			if (isPage(owner)) return [owner.entries.get('Annots')];
			if (this.references.isForm(ownerNumber)) return [owner.entries.get('Fields')];
			const isRoot = ownerNumber === this.references.root.number;
			const form = isRoot ? owner.entries.get('AcroForm') : undefined;
			return form?.kind === 'dictionary' ? [form.entries.get('Fields')] : [];
		});
	}

	/** Classifies the change of an entry that holds such a list, or refers to one. */
	async changeOfEntry(was: PdfValue | undefined, is: PdfValue | undefined): Promise<Change> {
		return this.change(await this.references.signed.resolve(was), laterValue(this.later, is));
	}

	/** Classifies the change of such a list: its items may only be followed by new invisible fields, each once. */
	change(was: PdfValue | undefined, is: PdfValue | undefined): Change {
		if (is?.kind !== 'array' || (was && was.kind !== 'array')) return undefined;
		const before = was?.items ?? [];
		const keepsItems = before.every(
			(item, index) =>
				(item.kind === 'reference' || item.kind === 'dictionary') &&
				comparableText(item) === comparableText(is.items[index]),
		);
		const added = is.items.slice(before.length);
		const numbers = added.flatMap((item) => this.newNumbers(item));
		const areNew = new Set(numbers).size === added.length;
		return keepsItems && areNew && numbers.every((number) => this.isInvisible(number))
			? 'harmless'
			: undefined;
	}

	/** The number of an object that the signed bytes do not refer to; none for any other value. */
	private newNumbers(item: PdfValue): readonly number[] {
		const isNew =
			item.kind === 'reference' &&
			item.generation === 0 &&
			!this.references.isReferenced(item.number);
		return isNew ? [item.number] : [];
	}

	/** Whether a later revision writes an invisible field under the number. */
	isInvisible(number: number): boolean {
		const later = (one: number) => this.later.objects.get(one);
		const context = { signatureNumbers: this.signatureNumbers, later };
		return isInvisibleField(later(number)?.value, context);
	}
}

export function isPage(value: PdfDictionary): boolean {
	return isNamed(value, 'Type', 'Page');
}
