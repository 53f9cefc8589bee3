/** What a form field is filled in with: a text, a choice, several choices, or whether a box is checked. */
export type FormValue = string | boolean | readonly string[];

/** Something to be said of one form field; of the form as a whole where `field` is empty. */
export interface FieldRemark {
	readonly field: string;
	readonly message: string;
}

/** A PDF whose form was filled in, or all that is wrong. */
export type FormFilling =
	| {
			readonly kind: 'filled';
			/** In pieces, the given file's own large streams among them. */
			readonly pdf: readonly Buffer[];
			readonly remarks: readonly FieldRemark[];
	  }
	| { readonly kind: 'refused'; readonly problems: readonly FieldRemark[] };

export interface FillingOptions {
	/** Whether fields become part of their pages, so that nobody can change them. */
	readonly flatten: boolean;
}

/** What became of a field: undefined, or what is to be said of it. */
export interface Filling {
	readonly problem?: string;
	readonly warning?: string;
}
