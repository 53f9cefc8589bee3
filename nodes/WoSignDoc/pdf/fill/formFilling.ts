/** The value of a form field: a text, a choice, several choices, or whether a box is checked. */
export type FormValue = string | boolean | readonly string[];

/** A remark on one form field; on the form as a whole if `field` is empty. */
export interface FieldRemark {
	readonly field: string;
	readonly message: string;
}

/** A PDF whose form was filled in, or everything that is wrong. */
export type FormFilling =
	| {
			readonly kind: 'filled';
			/** In chunks, some of which are the original file's large streams. */
			readonly pdf: readonly Buffer[];
			readonly remarks: readonly FieldRemark[];
	  }
	| { readonly kind: 'refused'; readonly problems: readonly FieldRemark[] };

export interface FillingOptions {
	/** Whether fields become part of their pages, so that they can't be changed. */
	readonly flatten: boolean;
}

/** The result for a field: undefined, or what is wrong with it. */
export interface Filling {
	readonly problem?: string;
	readonly warning?: string;
}
