/** Pages of a document that came from one file. */
export interface DocumentPart {
	/** The file's name. */
	readonly name: string;
	/** Counted from 1, in the document. */
	readonly firstPage: number;
	readonly pages: number;
}
