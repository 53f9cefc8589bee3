/** An object as it is kept, without `N G obj`; a later one with the same number replaces it. */
export interface KeptObject {
	readonly number: number;
	readonly generation: number;
	/** The offset of its number in the file. */
	readonly start: number;
	/** Its text and, if it is kept, its stream. */
	readonly text: Buffer;
}

/** An object that is being read and may be kept. */
export interface OpenText {
	/** Undefined for a trailer, which has no number. */
	readonly object: Omit<KeptObject, 'text'> | undefined;
	readonly pieces: Buffer[];
	length: number;
	/** Set for a requested stream: page contents and the like, which have a separate bound. */
	isContent: boolean;
}

/** The stream that is being skipped. */
export interface OpenStream {
	readonly start: number;
	readonly length: number | undefined;
	/** Whether there was an `endstream` long before `/Length` was reached: an embedded PDF, or a wrong length. */
	endPassed: boolean;
}

/** Which streams of a file are kept in addition to its object streams: none, all that may contain text, or all. */
export type KeptStreams = 'none' | 'contents' | 'all';
