import type { Held } from '../bases/base';
import { appended, get, having, reference, referenced, type Value } from '../pdf/value';

type Objects = ReadonlyMap<number, Held>;

/** The objects written by an update. */
export type Changes = Map<number, Held>;

/** Adds a field to the catalog's form, and to a page if given, in whichever object they are. */
export function enterField(
	objects: Objects,
	changes: Changes,
	places: { root: number; page: number | undefined; field: number },
): void {
	const { root, page, field } = places;
	const valueOf = (number: number): Value =>
		changes.get(number)?.value ?? objects.get(number)?.value ?? { entries: [] };
	const write = (number: number, value: Value) => changes.set(number, { value });
	const catalog = valueOf(root);
	const form = get(catalog, '/AcroForm');
	const formNumber = referenced(form);
	const current = formNumber === undefined ? form : valueOf(formNumber);
	const [fields, list] = entered(get(current, '/Fields'), field, valueOf);
	if (list) write(list.number, list.value);
	else {
		const next = having(having(current ?? { entries: [] }, '/Fields', fields), '/SigFlags', '3');
		if (formNumber === undefined) write(root, having(catalog, '/AcroForm', next));
		else write(formNumber, next);
	}
	if (page === undefined) return;
	const [annotations, own] = entered(get(valueOf(page), '/Annots'), field, valueOf);
	if (own) write(own.number, own.value);
	else write(page, having(valueOf(page), '/Annots', annotations));
}

/** The list with the field added, or the number and value of the list's own object. */
function entered(
	list: Value | undefined,
	field: number,
	valueOf: (number: number) => Value,
): [Value, { number: number; value: Value } | undefined] {
	const number = referenced(list);
	if (number === undefined || !Array.isArray(valueOf(number)))
		return [appended(Array.isArray(list) ? list : undefined, reference(field)), undefined];
	return [list ?? [], { number, value: appended(valueOf(number), reference(field)) }];
}

/** An invisible field. */
export const invisibleField = (name: string, entries = ''): string =>
	`<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 132 /Rect [0 0 0 0] ${entries} >>`;
