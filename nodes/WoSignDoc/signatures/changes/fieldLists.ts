import { comparableText } from '../../pdf/file/comparableText';
import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { greater } from './change';
import type { Change } from './change';
import type { Comparison } from './comparison';
import { isInvisibleField } from './invisibleField';
import { laterValue } from './laterRevisions';
import type { ShownChanges } from './shownChanges';

/** What a list contains: the form's fields, or a page's annotations. */
type ListOf = 'fields' | 'annotations';

/** The lists of a document to which fields and annotations may be added. */
export class FieldLists {
	constructor(
		private readonly comparison: Comparison,
		private readonly shown: ShownChanges,
	) {}

	/** What the array is a list of; undefined if it isn't one, or serves another purpose as well. */
	async listAt(number: number): Promise<ListOf | undefined> {
		if (!(await this.isUsedFor(number, ['fields', 'annotations']))) return undefined;
		return (await this.isUsedFor(number, ['annotations'])) ? 'annotations' : 'fields';
	}

	private async isUsedFor(number: number, kinds: readonly ListOf[]): Promise<boolean> {
		const { references } = this.comparison;
		const [mayBeFields, mayBeAnnotations] = (['fields', 'annotations'] as const).map((one) =>
			kinds.includes(one),
		);
		return await references.isOnlyReferencedBy(number, (owner, ownerNumber) => {
			if (isPage(owner)) return mayBeAnnotations ? [owner.entries.get('Annots')] : [];
			if (!mayBeFields) return [];
			if (references.isForm(ownerNumber)) return [owner.entries.get('Fields')];
			const isRoot = ownerNumber === references.root.number;
			const form = isRoot ? owner.entries.get('AcroForm') : undefined;
			return form?.kind === 'dictionary' ? [form.entries.get('Fields')] : [];
		});
	}

	/** Classifies the change of an entry that contains a list, or refers to one. */
	async changeOfEntry(
		was: PdfValue | undefined,
		is: PdfValue | undefined,
		listOf: ListOf,
	): Promise<Change> {
		const { references, later } = this.comparison;
		return await this.change(await references.signed.resolve(was), laterValue(later, is), listOf);
	}

	/** Classifies the change of a list. Its items must keep their order; only annotations may be removed or inserted. */
	async change(
		was: PdfValue | undefined,
		is: PdfValue | undefined,
		listOf: ListOf,
	): Promise<Change> {
		if (is?.kind !== 'array' || (was && was.kind !== 'array')) return undefined;
		const { removed, added, isAppended } = differenceOf(was?.items ?? [], is.items);
		if (new Set(added.map(comparableText)).size !== added.length) return undefined;
		let greatest: Exclude<Change, undefined> = isAppended ? 'harmless' : 'shown';
		if (listOf === 'fields' && (removed.length > 0 || !isAppended)) return undefined;
		for (const item of removed) {
			if (!(await this.shown.unlisted(item))) return undefined;
			greatest = 'shown';
		}
		for (const item of added) {
			const change = await this.addedItem(item, listOf);
			if (!change) return undefined;
			greatest = greater(greatest, change);
		}
		return greatest;
	}

	/** An object that the signed bytes don't refer to. */
	private async addedItem(item: PdfValue, listOf: ListOf): Promise<Change> {
		const isNew =
			item.kind === 'reference' &&
			item.generation === 0 &&
			!this.comparison.references.isReferenced(item.number);
		if (!isNew) return undefined;
		const shown = await this.shown.listed(item.number, listOf === 'annotations');
		return shown ?? (this.isInvisible(item.number) ? 'harmless' : undefined);
	}

	/** Whether a later revision writes an invisible field under the number. */
	isInvisible(number: number): boolean {
		const later = (one: number) => this.comparison.later.objects.get(one);
		const context = { signatureNumbers: this.comparison.signatures.all, later };
		return isInvisibleField(later(number)?.value, context);
	}
}

interface Difference {
	readonly removed: readonly PdfValue[];
	readonly added: readonly PdfValue[];
	/** Whether all new items come after all existing ones. */
	readonly isAppended: boolean;
}

/** The items that a list has lost and gained; items out of order count as both. */
function differenceOf(before: readonly PdfValue[], after: readonly PdfValue[]): Difference {
	const removed: PdfValue[] = [];
	const added: PdfValue[] = [];
	const remaining = new Set(after.map(comparableText));
	let at = 0;
	let isAppended = true;
	for (const item of before) {
		const text = comparableText(item);
		if (!isItem(item) || !remaining.has(text)) {
			removed.push(item);
			continue;
		}
		for (; at < after.length && comparableText(after[at]) !== text; at++) {
			added.push(...after.slice(at, at + 1));
			isAppended = false;
		}
		if (at < after.length) at++;
		else removed.push(item);
	}
	return { removed, added: [...added, ...after.slice(at)], isAppended };
}

function isItem({ kind }: PdfValue): boolean {
	return kind === 'reference' || kind === 'dictionary';
}

export function isPage(value: PdfDictionary): boolean {
	return isNamed(value, 'Type', 'Page');
}
