/** The offset of an object or a table. */
export interface Start {
	readonly start: number;
	/** Whether it is directly preceded by a line feed: some programs give the offset of that, and readers skip it. */
	readonly afterLineFeed: boolean;
}

/** Whether an offset in a cross-reference, `startxref` or `/Prev` is the start, or the one line feed before it. */
export function leadsTo(place: number, { start, afterLineFeed }: Start): boolean {
	return place === start || (afterLineFeed && place === start - 1);
}

/** An object as it is in the file (ISO 32000-1, 7.3.10); offsets are counted from the file's start. */
export interface WrittenObject extends Start {
	readonly number: number;
	readonly generation: number;
	/** The offset of its text, after `obj`. */
	readonly textStart: number;
	/** The text between `obj` and `endobj`, or `stream`. */
	readonly text: Buffer;
	/** The stream's bytes up to `endstream`, for object and cross-reference streams; empty for all others. */
	readonly stream: Buffer | undefined;
}

/** Where a revision of the file ends: `startxref` and its number. */
export interface StartXref {
	readonly at: number;
	readonly value: number;
	/** The offset after its `%%EOF`; undefined if that doesn't follow immediately. */
	readonly revisionEnd: number | undefined;
}

/** A cross-reference table with its trailer, from `xref` to before `startxref` (ISO 32000-1, 7.5.4). */
export interface WrittenTable extends Start {
	readonly text: Buffer;
}

/** Receives what the strict scanner finds in a file as its bytes stream by. */
export interface ScannerEvents {
	/** An object has ended. Unless it has a stream its bytes are still held, and `release` may pass part of them on. */
	readonly onObject: (object: WrittenObject) => void;
	readonly onTable: (table: WrittenTable) => void;
	readonly onStartXref: (startXref: StartXref) => void;
	/** The file's bytes, each once and in order. */
	readonly onBytes: (bytes: Buffer, start: number) => void;
	/** What began there is too large to be kept. */
	readonly onTooLarge: (text: Buffer) => void;
	/** A stream that isn't kept has ended: the number of bytes before `endstream`, including any line end. */
	readonly onStream: (objectStart: number, length: number) => void;
	/**
	 * From there on, the file contains something that doesn't belong in a well-formed file, or has no end: a reader may
	 * find more in it.
	 */
	readonly onDisorder: (at: number) => void;
}
