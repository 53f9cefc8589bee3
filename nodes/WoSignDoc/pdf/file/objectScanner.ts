import { BetweenObjects } from './betweenObjects';
import { FILE_BOUNDS } from './bounds';
import { KeywordScanner } from './keywordScanner';
import type { Keyword } from './keywordScanner';
import type { ScannerEvents, WrittenObject } from './writtenObject';

type OpenObject = Omit<WrittenObject, 'text' | 'stream'>;

type Open =
	| { readonly kind: 'object'; readonly start: number; readonly object: OpenObject }
	| { readonly kind: 'stream'; readonly start: number; readonly object: WrittenObject }
	| { readonly kind: 'table'; readonly start: number; readonly afterLineFeed: boolean };

const OBJECT_NUMBERS = /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,8}(\d{1,5})[\0\t\n\f\r ]{1,8}$/;
/** What some readers take for the end of an object's two numbers, or what is too long to be seen completely. */
const UNCLEAR_NUMBERS = /(?:[0-9]|^)[\0\t\n\v\f\r ]+$/;
const KEPT_STREAM = /\/Type\s*\/(?:ObjStm|XRef)\b/;

/**
 * Finds a file's objects by their bytes as they stream by, not through the cross-reference table. An object begins at
 * the nearest `N G obj`; streams are skipped. Takes linear time.
 */
export class ObjectScanner {
	private readonly scanner = new KeywordScanner({
		onKeyword: (keyword) => this.onKeyword(keyword),
		onPiece: (passed) => this.onPiece(passed),
	});
	private readonly held = this.scanner.window;
	private readonly between = new BetweenObjects(this.held, (at) => this.events.onDisorder(at));
	private open: Open | undefined;
	/** The offset of the stream being skipped, and that of its object. */
	private inStream: { readonly start: number; readonly objectStart: number } | undefined;

	constructor(private readonly events: ScannerEvents) {}

	/** Bytes of memory in use. */
	get size(): number {
		return this.held.size;
	}

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.scanner.feed(chunk);
	}

	/** To be called after the last chunk; returns the file's length. */
	end(): number {
		this.scanner.end();
		const { unended } = this;
		if (unended === undefined) this.between.end(this.held.end);
		else this.events.onDisorder(unended);
		this.open = undefined;
		this.release(this.held.end);
		return this.held.end;
	}

	/** Passes on the bytes before the offset, if they haven't been yet. */
	release(end: number): void {
		const start = this.held.from;
		if (end > start) this.events.onBytes(this.held.release(end), start);
	}

	/** The offset of what hasn't ended yet. */
	private get unended(): number | undefined {
		return this.open?.start ?? this.inStream?.start;
	}

	private onPiece(passed: number): void {
		if (this.open && this.held.end - this.open.start >= FILE_BOUNDS.objectLength) {
			this.events.onTooLarge(this.held.view(this.open.start, this.held.end));
			this.open = undefined;
		}
		this.between.onPiece();
		this.release(this.open?.start ?? Math.min(this.between.start ?? Infinity, passed));
	}

	private onKeyword({ word, at, end }: Keyword): void {
		if (word === 'obj') this.onObj(at, end);
		else if (word === 'endobj') this.endObject(at, end);
		else if (word === 'stream') this.onStream(at, end);
		else if (word === 'endstream') this.endStream(at, end);
		else if (word === 'startxref') this.onStartXref(at, end);
		else if (word === 'xref' && this.unended === undefined) {
			const afterLineFeed = this.scanner.before(at).endsWith('\n');
			this.begin({ kind: 'table', start: at, afterLineFeed });
		}
	}

	private onObj(at: number, end: number): void {
		const before = this.scanner.before(at);
		const numbers = OBJECT_NUMBERS.exec(before);
		if (!numbers) {
			if (UNCLEAR_NUMBERS.test(before)) this.events.onDisorder(at);
			return;
		}
		const start = at - numbers[0].length;
		if (this.unended !== undefined) this.events.onDisorder(this.unended);
		this.close(start);
		const [number, generation] = [Number(numbers[1]), Number(numbers[2])];
		const afterLineFeed = before.at(-numbers[0].length - 1) === '\n';
		const object = { number, generation, start, afterLineFeed, textStart: end };
		this.begin({ kind: 'object', start, object });
	}

	private onStream(at: number, end: number): void {
		const [lineEnd] = /^(?:\r\n|\r|\n)/.exec(this.scanner.after(end)) ?? [];
		const isStream = lineEnd !== undefined && />\s*$/.test(this.scanner.before(at));
		if (this.open?.kind !== 'object' || !isStream) return;
		const object = this.objectTo(this.open.object, at, Buffer.alloc(0));
		const start = end + lineEnd.length;
		if (KEPT_STREAM.test(object.text.toString('latin1'))) {
			// The stream's bytes stay in the window until it has ended.
			this.open = { kind: 'stream', object, start };
			return;
		}
		this.open = undefined;
		this.inStream = { start, objectStart: object.start };
		this.events.onObject(object);
	}

	private endObject(at: number, end: number): void {
		if (this.open?.kind !== 'object') {
			// After a skipped stream nothing is open; anything else has no end.
			if (this.open) this.events.onDisorder(this.open.start);
			this.close(at);
			return;
		}
		this.close(at);
		if (this.inStream === undefined) this.between.begin(end);
	}

	private endStream(at: number, end: number): void {
		if (this.open?.kind === 'stream') this.close(at);
		else if (!this.inStream) return;
		else this.events.onStream(this.inStream.objectStart, at - this.inStream.start);
		this.inStream = undefined;
		if (!this.open) this.between.begin(end);
	}

	private onStartXref(at: number, end: number): void {
		if (this.open?.kind === 'table') this.close(at);
		else this.between.end(at);
		const found = /^\s+(\d{1,15})(?:\s+(%%EOF))?/.exec(this.scanner.after(end));
		if (!found) {
			this.events.onDisorder(at);
			return;
		}
		const [ending, value, mark] = found;
		const revisionEnd = mark === undefined ? undefined : end + ending.length;
		if (this.unended === undefined) this.between.begin(end + ending.length);
		this.events.onStartXref({ at, value: Number(value), revisionEnd });
	}

	private begin(open: Open): void {
		this.between.end(open.start);
		this.open = open;
		this.release(open.start);
	}

	/** Closes whatever is open. */
	private close(at: number): void {
		const { open } = this;
		this.open = undefined;
		if (open?.kind === 'object') {
			this.events.onObject(this.objectTo(open.object, at, undefined));
		} else if (open?.kind === 'stream') {
			this.events.onObject({ ...open.object, stream: this.copy(open.start, at) });
		} else if (open) {
			const { start, afterLineFeed } = open;
			this.events.onTable({ start, afterLineFeed, text: this.copy(start, at) });
		}
	}

	private objectTo(
		object: OpenObject,
		end: number,
		stream: WrittenObject['stream'],
	): WrittenObject {
		return { ...object, text: this.copy(object.textStart, end), stream };
	}

	private copy(start: number, end: number): Buffer {
		return Buffer.from(this.held.view(start, end));
	}
}
