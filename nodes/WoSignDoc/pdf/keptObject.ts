/** An object as it is kept, without `N G obj`; a later one of the same number replaces it. */
export interface KeptObject {
	readonly number: number;
	readonly generation: number;
	/** Where in the file its number begins. */
	readonly start: number;
	/** What it is and, where that is kept, its stream. */
	readonly text: Buffer;
}

/** What is being read and may be kept. */
export interface OpenText {
	/** Undefined for a trailer, which has no number. */
	readonly object: Omit<KeptObject, 'text'> | undefined;
	readonly pieces: Buffer[];
	length: number;
	/** Set for a stream that is asked for: page contents and the like, which have a bound of their own. */
	isContent: boolean;
}

/** The stream that is passing by. */
export interface OpenStream {
	readonly start: number;
	readonly length: number | undefined;
	/** Whether an `endstream` came long before `/Length` was reached: a PDF within, or a wrong length. */
	endPassed: boolean;
}

/** Which streams of a file are kept besides its object streams: none, all that text may lie in, or all that there are. */
export type KeptStreams = 'none' | 'contents' | 'all';
