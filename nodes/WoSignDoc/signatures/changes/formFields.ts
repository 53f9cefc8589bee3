import type { Pace } from '../../pdf/file/pace';
import { wholeIn } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { textOf } from '../textString';
import type { SignedReferences } from './signedReferences';

/** Maximum depth of nested fields. */
const MOST_PARENTS = 10;
/** Maximum objects of a form that are examined; fields beyond them may not be filled in. */
const MOST_OBJECTS = 20_000;
/** Maximum bytes of one field's own name. */
const LONGEST_NAME = 512;

/** A form field without fields below it (ISO 32000-1, 12.7.3.1), as it was signed. */
export interface FormField {
	readonly number: number;
	/** Its full name. */
	readonly name: string;
	/** `Tx`, `Ch`, `Btn` or `Sig`; empty if it has none. */
	readonly type: string;
	readonly flags: number;
	/** Its widgets' object numbers, at least one: its own if field and widget are one object. */
	readonly widgets: readonly number[];
}

interface Inherited {
	/** The object of the field above it; undefined at the top. */
	readonly parent: number | undefined;
	readonly names: readonly string[];
	readonly type: string;
	readonly flags: number;
}

/** The fields of a signed document's form. */
export class FormFields {
	/** Undefined for an object that occurs twice in the form. */
	private readonly byObject = new Map<number, FormField | undefined>();
	private seen = 0;

	private constructor(
		private readonly references: SignedReferences,
		private readonly pace: Pace,
		/** Whether the form has a second description, which some readers show instead of the fields. */
		readonly hasXfa: boolean,
	) {}

	static async read(references: SignedReferences, pace: Pace): Promise<FormFields> {
		const form = await references.signed.resolve(references.root.value.entries.get('AcroForm'));
		const entries = form?.kind === 'dictionary' ? form.entries : undefined;
		const fields = new FormFields(references, pace, entries?.has('XFA') ?? false);
		await fields.visitAll(entries?.get('Fields'), {
			...{ parent: undefined, names: [], type: '', flags: 0 },
		});
		return fields;
	}

	/** The field that an object is, or is a widget of. */
	of(number: number): FormField | undefined {
		return this.byObject.get(number);
	}

	private async visitAll(list: PdfValue | undefined, inherited: Inherited): Promise<void> {
		if (inherited.names.length > MOST_PARENTS) return;
		const items = await this.references.signed.resolve(list);
		for (const item of items?.kind === 'array' ? items.items : []) {
			if (++this.seen > MOST_OBJECTS) return;
			if (item.kind !== 'reference') continue;
			await this.pace.step();
			const value = (await this.references.signed.object(item.number))?.value;
			if (value?.kind === 'dictionary') await this.visit(item.number, value, inherited);
		}
	}

	private async visit(number: number, field: PdfDictionary, above: Inherited): Promise<void> {
		const { entries } = field;
		const [parent, type] = [entries.get('Parent'), entries.get('FT')];
		const name = await this.references.signed.resolve(entries.get('T'));
		const isBelow = parent?.kind !== 'reference' || parent.number === above.parent;
		// Readers, or the author of a lock, could know it by another name.
		const isName = !name || (name.kind === 'string' && name.bytes.length <= LONGEST_NAME);
		if (!isBelow || !isName) return;
		const own: Inherited = {
			parent: number,
			names: name?.kind === 'string' ? [...above.names, textOf(name.bytes)] : above.names,
			type: type?.kind === 'name' ? type.value : above.type,
			flags: wholeIn(field, 'Ff') ?? above.flags,
		};
		const kids = await this.references.signed.resolve(entries.get('Kids'));
		const below = kids === undefined ? [] : await this.widgetsIn(kids);
		if (!below) return await this.visitAll(kids, own);
		// A page may show the field itself, even if it has kids.
		const isWidget = below.length === 0 || entries.has('Rect');
		const widgets = isWidget ? [number, ...below] : below;
		const { type: kind, flags, names } = own;
		const found: FormField = { number, name: names.join('.'), type: kind, flags, widgets };
		for (const one of new Set([number, ...widgets])) {
			this.byObject.set(one, this.byObject.has(one) ? undefined : found);
		}
	}

	/** The numbers of a field's kids if all are widgets; undefined if some are fields with their own names. */
	private async widgetsIn(kids: PdfValue): Promise<number[] | undefined> {
		const numbers: number[] = [];
		for (const kid of kids.kind === 'array' ? kids.items : []) {
			const value = await this.references.signed.resolve(kid);
			if (kid.kind !== 'reference' || value?.kind !== 'dictionary') return undefined;
			if (value.entries.has('T') || value.entries.has('Kids')) return undefined;
			if (++this.seen > MOST_OBJECTS) return undefined;
			numbers.push(kid.number);
		}
		return numbers;
	}
}
