import type { FileInput } from '../../shared/binaryField';

/** A file of the document to be signed, as provided. */
export interface DocumentInput {
	readonly filebase: FileInput;
	/** Its extension in lower case, without the dot. */
	readonly fileformat: string;
	readonly fileName?: string | undefined;
	/** Set if it couldn't be made from the input, which the order's problems report. */
	readonly isUnmade?: true;
}

/** A file that the document is joined from, with the name it was provided under. */
export interface PartInput extends DocumentInput {
	readonly fieldName: string;
}
