import type { Color } from '../preview/previewContent';

/** A label and its value. */
export interface SheetRow {
	readonly label: string;
	/** Empty if the rows below it, one level deeper, describe it. */
	readonly value: string;
	/** Indentation level, from 0. */
	readonly level: number;
}

export interface SheetSection {
	readonly heading: string;
	readonly rows: readonly SheetRow[];
}

/** The contents of pages of labeled rows. */
export interface SheetContent {
	readonly title: string;
	/** In large letters, below the title. */
	readonly headline: { readonly text: string; readonly color: Color };
	readonly paragraphs: readonly string[];
	readonly sections: readonly SheetSection[];
	/** At the bottom of each page, next to its number. */
	readonly footer: string;
	readonly producer: string;
	readonly createdAt: Date;
}
