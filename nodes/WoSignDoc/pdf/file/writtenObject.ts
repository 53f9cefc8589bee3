/** An object of the file as it stands there (ISO 32000-1, 7.3.10); places are counted from the file's start. */
export interface WrittenObject {
	readonly number: number;
	readonly generation: number;
	/** Where its number begins. */
	readonly start: number;
	/** Where its text begins, after `obj`. */
	readonly textStart: number;
	/** What stands between `obj` and `endobj`, or `stream`. */
	readonly text: Buffer;
	/** What the stream holds up to `endstream`, of object and cross-reference streams; empty of all others. */
	readonly stream: Buffer | undefined;
}

/** Where a revision of the file ends: `startxref` and its number. */
export interface StartXref {
	readonly at: number;
	readonly value: number;
	/** The place after its `%%EOF`; undefined when that does not follow at once. */
	readonly revisionEnd: number | undefined;
}

/** A cross-reference table with its trailer, from `xref` to before `startxref` (ISO 32000-1, 7.5.4). */
export interface WrittenTable {
	readonly start: number;
	readonly text: Buffer;
}

/** What the strict scanner tells of a file as its bytes pass. */
export interface ScannerEvents {
	/** An object has ended. Unless it has a stream its bytes are still held, and `release` may pass a part of them on. */
	readonly onObject: (object: WrittenObject) => void;
	readonly onTable: (table: WrittenTable) => void;
	readonly onStartXref: (startXref: StartXref) => void;
	/** The file's bytes, each once and in their order. */
	readonly onBytes: (bytes: Buffer, start: number) => void;
	/** What began there is larger than is kept. */
	readonly onTooLarge: (text: Buffer) => void;
	/** A stream that is not kept has ended: how many bytes stood before `endstream`, a line end among them. */
	readonly onStream: (objectStart: number, length: number) => void;
	/** From there on stands what is no part of a well-written file, or it has no end: a reader may find more in it. */
	readonly onDisorder: (at: number) => void;
}
