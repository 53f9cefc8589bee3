import type { PdfValue } from '../../pdf/file/pdfValue';
import { changedAnnotation, newAnnotation, removedAnnotation } from './annotationChange';
import type { Change } from './change';
import { currentDictionary, currentValue } from './comparison';
import type { Comparison } from './comparison';
import type { DocumentChange } from './documentChange';
import { fillingOf } from './fieldFilling';
import { FormFields } from './formFields';
import type { FormField } from './formFields';
import { fieldSigning, newSignedField } from './signingChange';

/** Collects visible changes that signatures may permit: filled-in and signed fields, and annotations. */
export class ShownChanges {
	/** By the object numbers of fields and annotations. */
	private readonly found = new Map<number, DocumentChange>();
	private readonly touched = new Set<FormField>();
	/** Annotations of the signed bytes that are rewritten, or whose appearances are. */
	private readonly annotations = new Set<number>();
	private fields: Promise<FormFields> | undefined;

	constructor(private readonly comparison: Comparison) {}

	/** A new object in the list of a form or a page: a signer's signature field, or on a page an annotation. */
	async listed(number: number, mayBeAnnotation: boolean): Promise<Change> {
		if (this.isEncrypted) return undefined;
		const signed = await newSignedField(this.comparison, number);
		const change =
			signed ?? (mayBeAnnotation ? await newAnnotation(this.comparison, number) : undefined);
		if (!change) return undefined;
		this.found.set(number, change);
		return change.kind === 'signed' && !change.rectangle ? 'harmless' : 'shown';
	}

	/** An annotation that a page no longer lists. */
	async unlisted(item: PdfValue): Promise<Change> {
		const change = await removedAnnotation(this.comparison, item);
		if (!change || item.kind !== 'reference') return undefined;
		this.found.set(item.number, change);
		return 'shown';
	}

	/** A rewritten field or annotation of the signed bytes, or a widget. */
	async rewritten(number: number): Promise<Change> {
		const { uses } = this.comparison;
		const field = this.isEncrypted ? undefined : (await this.formFields()).of(number);
		const isFree = await uses.isOnly(field ? 'field' : 'annotation', number);
		if (this.isEncrypted || !isFree) return undefined;
		if (!field) return this.annotations.add(number) && 'shown';
		if (field.type !== 'Sig') return this.touched.add(field) && 'shown';
		const signed = await fieldSigning(this.comparison, field);
		if (!signed) return undefined;
		this.found.set(number, signed);
		return signed.rectangle ? 'shown' : 'harmless';
	}

	/** The appearance of a field or annotation that is rewritten under its number. */
	async redrawn(number: number): Promise<Change> {
		const { references, uses } = this.comparison;
		const [owner = 0] = references.referrersOf(number);
		return (await uses.isOnlyLookOf(number, owner)) ? await this.rewritten(owner) : undefined;
	}

	/** All of them, once every object was examined; or the number of an object whose change no signature could permit. */
	async all(): Promise<readonly DocumentChange[] | number> {
		const { comparison, found } = this;
		for (const field of this.touched) {
			const { hasXfa } = await this.formFields();
			const filled = hasXfa ? undefined : await fillingOf(comparison, field);
			if (!filled) return field.number;
			found.set(field.number, filled);
			await comparison.pace.step();
		}
		for (const number of this.annotations) {
			const change = await changedAnnotation(comparison, number);
			if (!change) return number;
			found.set(number, change);
		}
		const pages = found.size > 0 ? await this.pagesOfAnnotations() : undefined;
		return [...found].map(([number, change]) =>
			change.kind === 'filledIn' ? change : { ...change, pages: [...(pages?.get(number) ?? [])] },
		);
	}

	private get isEncrypted(): boolean {
		return this.comparison.references.signed.trailer.entries.has('Encrypt');
	}

	private async formFields(): Promise<FormFields> {
		const { references, pace } = this.comparison;
		return await (this.fields ??= FormFields.read(references, pace));
	}

	/** The pages that each annotation is on, or was on. */
	private async pagesOfAnnotations(): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
		const { references, pages, pace, budget } = this.comparison;
		const { signed } = references;
		const places = new Map<number, Set<number>>();
		for (const [page, pageNumber] of pages) {
			await pace.step();
			const was = (await signed.object(page))?.value;
			const before = was?.kind === 'dictionary' ? was.entries.get('Annots') : undefined;
			const after = (await currentDictionary(this.comparison, page))?.entries.get('Annots');
			for (const list of [
				await signed.resolve(before),
				await currentValue(this.comparison, after),
			]) {
				const items = list?.kind === 'array' ? list.items : [];
				// Many pages may have the same list.
				budget.spend(items.length);
				for (const item of items) {
					if (item.kind !== 'reference' || !this.found.has(item.number)) continue;
					const known = places.get(item.number) ?? new Set();
					places.set(item.number, known.add(pageNumber));
				}
			}
		}
		return places;
	}
}
