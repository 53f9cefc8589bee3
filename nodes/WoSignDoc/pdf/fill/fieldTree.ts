import { PDFDict, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import type { PDFField, PDFObject } from '@cantoo/pdf-lib';

const DEEPEST = 32;
/** Flags of an annotation that isn't visible: Hidden and NoView (ISO 32000-1, 12.5.3). */
const UNSEEN = 2 | 32;
/** What a field inherits, which the library doesn't look up (ISO 32000-1, 12.7.3.1 and 12.7.3.3). */
const INHERITABLE = ['MaxLen', 'Opt', 'Q'].map((key) => PDFName.of(key));

/** A field or its widget, and all of its ancestors in the form's tree. */
export function lineage(field: PDFDict): PDFDict[] {
	const line: PDFDict[] = [];
	let one: PDFObject | undefined = field;
	while (one instanceof PDFDict && line.length < DEEPEST) {
		line.push(one);
		one = one.lookup(PDFName.of('Parent'));
	}
	return line;
}

/** An entry of a field, or of its nearest ancestor that has one. */
export function inherited(field: PDFDict, key: string): PDFObject | undefined {
	for (const one of lineage(field)) {
		const value = one.lookup(PDFName.of(key));
		if (value) return value;
	}
	return undefined;
}

/** The name of a field with those of its ancestors; fields without a name are skipped, as in readers. */
export function fullName({ acroField }: PDFField): string {
	return lineage(acroField.dict)
		.map((one) => textOf(one.lookup(PDFName.of('T'))))
		.filter((name) => name !== undefined)
		.reverse()
		.join('.');
}

/** Copies inherited entries to a field: from its ancestors, and its alignment from the form. */
export function bringDown({ acroField: { dict }, doc }: PDFField): void {
	for (const key of INHERITABLE) {
		const above = lineage(dict).find((one) => one.has(key)) ?? doc.catalog.getAcroForm()?.dict;
		const value = above?.get(key);
		if (value) dict.set(key, value);
	}
}

/** Whether a widget is visible in a viewer. */
export function isSeen(widget: PDFDict): boolean {
	const flags = widget.lookup(PDFName.of('F'));
	return !(flags instanceof PDFNumber) || (flags.asNumber() & UNSEEN) === 0;
}

/** The text of a string; undefined for anything else. */
export function textOf(value: PDFObject | undefined): string | undefined {
	return value instanceof PDFString || value instanceof PDFHexString
		? value.decodeText()
		: undefined;
}
