import type { FileInput } from '../../shared/binaryField';

/** A file of the document to be signed, as given. */
export interface DocumentInput {
	readonly filebase: FileInput;
	/** Its extension in lower case, without the dot. */
	readonly fileformat: string;
	readonly fileName?: string | undefined;
}

/** A file that the document is joined from, by the name under which it was given. */
export interface PartInput extends DocumentInput {
	readonly fieldName: string;
}
