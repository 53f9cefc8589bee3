import { isOrderlyBetween, LONGEST_BETWEEN } from './betweenObjects';
import { FILE_BOUNDS } from './bounds';
import { ByteWindow } from './byteWindow';

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

export interface ScannerEvents {
	/** An object has ended. What the file holds up to its end is still held: `release` may be called. */
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

type Open =
	| {
			readonly kind: 'object';
			readonly number: number;
			readonly generation: number;
			readonly start: number;
			readonly textStart: number;
	  }
	| { readonly kind: 'stream'; readonly object: WrittenObject; readonly start: number }
	| { readonly kind: 'table'; readonly start: number };

const KEYWORD = /stream|obj|xref/g;
/** Bytes searched at once. */
const PIECE = 64 * 1_024;
/** Bytes looked at before and after a keyword: an object's two numbers, or that of `startxref`. */
const AROUND = 40;
const OBJECT_NUMBERS = /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,8}(\d{1,5})[\0\t\n\f\r ]{1,8}$/;
/** What some readers take for the end of an object's two numbers, or what is too long to be seen. */
const UNCLEAR_NUMBERS = /(?:[0-9]|^)[\0\t\n\v\f\r ]+$/;
const KEPT_STREAM = /\/Type\s*\/(?:ObjStm|XRef)\b/;
/**
 * Finds the objects of a file by their bytes as they pass, not by the cross-reference table. An object begins at
 * the nearest `N G obj`; streams pass by. Work is linear in the size.
 */
export class ObjectScanner {
	private readonly held = new ByteWindow();
	private open: Open | undefined;
	/** Where the search goes on. */
	private next = 0;
	/** Where what stands between two objects begins; undefined while something is open, or is too long. */
	private between: number | undefined = 0;
	/** Where the stream begins whose bytes pass by, and where its object did. */
	private inStream: { readonly start: number; readonly objectStart: number } | undefined;

	constructor(private readonly events: ScannerEvents) {}

	/** Bytes of memory that it holds. */
	get size(): number {
		return this.held.size;
	}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		for (let at = 0; at < chunk.length; at += PIECE) this.feedPiece(chunk.subarray(at, at + PIECE));
	}

	/** To be called after the last piece; gives back the file's length. */
	end(): number {
		this.search(this.held.end);
		const unended = this.open?.start ?? this.inStream?.start;
		if (unended === undefined) this.endBetween(this.held.end);
		else this.events.onDisorder(unended);
		this.open = undefined;
		this.release(this.held.end);
		return this.held.end;
	}

	/** Passes the bytes up to the place on, if they have not been yet. */
	release(end: number): void {
		const start = this.held.from;
		if (end > start) this.events.onBytes(this.held.release(end), start);
	}

	private feedPiece(piece: Buffer): void {
		this.held.append(piece);
		this.search(this.held.end - AROUND);
		this.next = Math.max(this.next, this.held.end - 2 * AROUND);
		this.boundOpen();
		this.boundBetween();
		this.release(this.open?.start ?? Math.min(this.between ?? Infinity, this.next - AROUND));
	}

	/** Follows the keywords that end up to the place. */
	private search(limit: number): void {
		// What was released belongs to what was found last.
		const start = Math.max(this.next, this.held.from);
		const text = this.held.view(start, this.held.end).toString('latin1');
		KEYWORD.lastIndex = 0;
		for (let match = KEYWORD.exec(text); match; match = KEYWORD.exec(text)) {
			const at = start + match.index;
			const end = at + match[0].length;
			if (end > limit) return;
			this.next = end;
			if (match[0] === 'obj') this.onObj(at, end);
			else if (match[0] === 'stream') this.onStream(at, end);
			else this.onXref(at, end);
		}
	}

	private before(at: number): string {
		return this.held.view(at - AROUND, at).toString('latin1');
	}

	private onObj(at: number, end: number): void {
		const before = this.before(at);
		if (before.endsWith('end')) {
			this.endObject(at - 'end'.length, end);
			return;
		}
		const numbers = OBJECT_NUMBERS.exec(before);
		if (!numbers) {
			if (UNCLEAR_NUMBERS.test(before)) this.events.onDisorder(at);
			return;
		}
		const start = at - numbers[0].length;
		const unended = this.open?.start ?? this.inStream?.start;
		if (unended !== undefined) this.events.onDisorder(unended);
		this.close(start);
		this.begin({
			kind: 'object',
			number: Number(numbers[1]),
			generation: Number(numbers[2]),
			start,
			textStart: end,
		});
	}

	private onStream(at: number, end: number): void {
		const before = this.before(at);
		if (before.endsWith('end')) {
			this.endStream(at - 'end'.length, end);
			return;
		}
		const lineEnds = /^[\r\n]/.exec(this.held.view(end, end + 1).toString('latin1'));
		if (this.open?.kind !== 'object' || !lineEnds || !/>\s*$/.test(before)) return;
		const object = this.objectTo(this.open, at, Buffer.alloc(0));
		const newLine = this.held.view(end, end + 2).toString('latin1');
		const start = end + (newLine === '\r\n' ? 2 : 1);
		if (KEPT_STREAM.test(object.text.toString('latin1'))) {
			// Its object stays held, so that its place is not passed on before it has ended.
			this.open = { kind: 'stream', object, start };
			return;
		}
		this.open = undefined;
		this.inStream = { start, objectStart: object.start };
		this.events.onObject(object);
	}

	private endObject(at: number, end: number): void {
		if (this.open?.kind !== 'object') {
			// Of a stream that passed, or of one that has no end.
			if (this.open) this.events.onDisorder(this.open.start);
			this.close(at);
			return;
		}
		this.close(at);
		if (this.inStream === undefined) this.between = end;
	}

	private endStream(at: number, end: number): void {
		if (this.open?.kind === 'stream') this.close(at);
		else if (!this.inStream) return;
		else this.events.onStream(this.inStream.objectStart, at - this.inStream.start);
		this.inStream = undefined;
		if (!this.open) this.between = end;
	}

	private onXref(at: number, end: number): void {
		if (this.before(at).endsWith('start')) {
			const keyword = at - 'start'.length;
			if (this.open?.kind === 'table') this.close(keyword);
			else this.endBetween(keyword);
			const after = this.held.view(end, end + AROUND).toString('latin1');
			const [ending, value, mark] = /^\s+(\d{1,15})(?:\s+(%%EOF))?/.exec(after) ?? [];
			if (ending === undefined) {
				this.events.onDisorder(keyword);
				return;
			}
			const revisionEnd = mark === undefined ? undefined : end + ending.length;
			if (!this.open && this.inStream === undefined) this.between = end + ending.length;
			this.events.onStartXref({ at: keyword, value: Number(value), revisionEnd });
		} else if (!this.open && this.inStream === undefined) {
			this.begin({ kind: 'table', start: at });
		}
	}

	private begin(open: Open): void {
		this.endBetween(open.start);
		this.open = open;
		this.release(open.start);
	}

	/** Looks at what stood between two objects. */
	private endBetween(at: number): void {
		const from = this.between;
		this.between = undefined;
		if (from === undefined) return;
		if (!isOrderlyBetween(this.held.view(from, at).toString('latin1'), from)) {
			this.events.onDisorder(from);
		}
	}

	private boundBetween(): void {
		if (this.between === undefined || this.held.end - this.between < LONGEST_BETWEEN + 4 * AROUND)
			return;
		this.events.onDisorder(this.between);
		this.between = undefined;
	}

	/** Ends what is open. */
	private close(at: number): void {
		const { open } = this;
		this.open = undefined;
		switch (open?.kind) {
			case 'object':
				this.events.onObject(this.objectTo(open, at, undefined));
				break;
			case 'stream':
				this.events.onObject({ ...open.object, stream: this.copy(open.start, at) });
				break;
			case 'table':
				this.events.onTable({ start: open.start, text: this.copy(open.start, at) });
				break;
			case undefined:
		}
	}

	private objectTo(
		{ number, generation, start, textStart }: Extract<Open, { kind: 'object' }>,
		end: number,
		stream: Buffer | undefined,
	): WrittenObject {
		return { number, generation, start, textStart, text: this.copy(textStart, end), stream };
	}

	private copy(start: number, end: number): Buffer {
		return Buffer.from(this.held.view(start, end));
	}

	private boundOpen(): void {
		if (!this.open || this.held.end - this.open.start < FILE_BOUNDS.objectLength) return;
		this.events.onTooLarge(this.held.view(this.open.start, this.held.end));
		this.open = undefined;
	}
}
