/** The corners of a rectangle on a page, in points from the page's lower left (ISO 32000-1, 7.9.5). */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** A form field whose value, or what it shows, has changed. */
export interface FilledIn {
	readonly kind: 'filledIn';
	/** The field's full name. */
	readonly field: string;
	/** The value as text, cut if it is very long; empty if it was cleared. */
	readonly value: string;
	/** Whether the field had no value before. */
	readonly wasEmpty: boolean;
	/** Whether its appearance is known to show exactly the value. */
	readonly shows: 'same' | 'unchecked';
}

/** A signature field that now contains a signer's signature. */
export interface SignedField {
	readonly kind: 'signed';
	readonly field: string;
	/** The number of the signature's object. */
	readonly signature: number;
	/** Whether the field is new. */
	readonly isNew: boolean;
	/** Where it is shown; undefined if it isn't. */
	readonly rectangle: Rectangle | undefined;
	/** The pages on which it is shown, from 1. */
	readonly pages: readonly number[];
}

/** An annotation that was added, changed, or removed. */
export interface AnnotationChange {
	readonly kind: 'annotation';
	readonly what: 'added' | 'changed' | 'removed';
	readonly subtype: string;
	readonly rectangle: Rectangle | undefined;
	/** Its earlier rectangle; undefined if that is the same, or if there was none. */
	readonly movedFrom: Rectangle | undefined;
	readonly pages: readonly number[];
}

/** A change after a signed range that some signatures permit and others don't. */
export type DocumentChange = FilledIn | SignedField | AnnotationChange;

/** The change in words, to follow a verb such as `holds`. */
export function describe(change: DocumentChange): string {
	switch (change.kind) {
		case 'filledIn':
			return `the form field ${JSON.stringify(change.field)} was filled in`;
		case 'signed':
			return change.rectangle
				? `the signature field ${JSON.stringify(change.field)} was signed and shows ${placeOf(change)}`
				: `the signature field ${JSON.stringify(change.field)} was signed`;
		case 'annotation':
			return `an annotation (${change.subtype}) was ${change.what} ${placeOf(change)}${wasIn(change)}`;
	}
}

function placeOf({ pages, rectangle }: Pick<AnnotationChange, 'pages' | 'rectangle'>): string {
	const where = pages.length === 0 ? 'on no page' : `on page ${pages.join(', ')}`;
	return rectangle ? `${where} in ${corners(rectangle)}` : where;
}

function wasIn({ movedFrom }: AnnotationChange): string {
	return movedFrom ? ` (before: in ${corners(movedFrom)})` : '';
}

const corners = (rectangle: Rectangle) => `[${rectangle.map((one) => round(one)).join(' ')}]`;

const round = (points: number) => Math.round(points * 10) / 10;
