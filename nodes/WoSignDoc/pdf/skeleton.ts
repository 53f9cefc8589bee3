import { PDF_BOUNDS } from './bounds';
import { FILE_BOUNDS } from './file/bounds';
import { HiddenText } from './file/hiddenText';
import type { Keyword } from './file/keywordScanner';
import { KeywordScanner } from './file/keywordScanner';
import { FileEnd } from './fileEnd';
import { FileHeader } from './fileHeader';
import {
	END_OF_DICTIONARY,
	isWordBetween,
	OBJECT_NUMBERS,
	SECTION_PLACE,
} from './keywordSurroundings';
import type { KeptObject, KeptStreams, OpenStream, OpenText } from './keptObject';
import { damaged, unchecked, wrongLength } from './pdfFacts';
import { readStreamDictionary } from './streamDictionary';

/**
 * A PDF without its streams, gathered as the bytes stream by: objects, trailers, object streams. Like a reader that
 * rebuilds a file, it goes by the objects themselves, not by the cross-reference table. Takes linear time, with memory
 * bounded by `PDF_BOUNDS` and `FILE_BOUNDS`; throws a PdfProblem.
 */
export class Skeleton {
	readonly objects = new Map<number, KeptObject>();
	/** Complete object streams (ISO 32000-1, 7.5.7), in file order. */
	readonly objectStreams: KeptObject[] = [];
	/** Trailer dictionaries and those of cross-reference streams, in file order. */
	readonly trailers: Buffer[] = [];
	/** The numbers of all objects, including those that aren't kept. */
	readonly numbers = new Set<number>();
	/** Whether two objects have the same number: one is an older version of the other. */
	repeats = false;

	private readonly header = new FileHeader();
	private readonly scanner = new KeywordScanner({
		onKeyword: (keyword) => this.onKeyword(keyword),
		onPiece: (passed) => this.pass(passed),
	});
	private readonly hidden = new HiddenText();
	private open: OpenText | undefined;
	private stream: OpenStream | undefined;
	/** The offset up to which strings and comments have been tracked. */
	private followed = 0;
	private kept = 0;
	private contentsKept = 0;
	private objectCount = 0;
	private readonly fileEnd = new FileEnd();

	constructor(private readonly keptStreams: KeptStreams = 'none') {}

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.header.feed(chunk);
		this.scanner.feed(chunk);
	}

	/** To be called after the last chunk. */
	end(): void {
		this.header.end();
		this.scanner.end();
		if (this.stream?.endPassed) throw wrongLength();
		if (this.stream || this.open?.object) throw damaged('is cut off: its end is missing');
		this.close(this.scanner.window.end);
	}

	/** Whether the file lacks its end: more may be missing than that. */
	get lacksEnd(): boolean {
		return this.fileEnd.isMissing;
	}

	/** What is wrong with the file, though all of it could be read; completes a sentence about it. */
	get damage(): string | undefined {
		return this.fileEnd.damage(this.header.offset);
	}

	private onKeyword({ word, at, end }: Keyword): void {
		if (this.stream) return this.onStreamEnd(this.stream, at, end);
		const { window } = this.scanner;
		this.follow(at);
		if (word === '%%EOF' && !this.hidden.isString) this.endFile(end);
		else if (this.hidden.isHidden || !isWordBetween(window.at(at - 1), window.at(end))) return;
		else if (word === 'obj') this.startObject(at, end);
		else if (word === 'trailer') this.startText(end, undefined);
		else if (word === 'stream') this.startStream(at, end);
		else if (word !== 'endstream') this.close(end);
		if (word === 'xref') this.fileEnd.onSection(at);
		const [, place] =
			word === 'startxref' ? (SECTION_PLACE.exec(this.scanner.after(end)) ?? []) : [];
		if (place !== undefined) this.fileEnd.onPlace(Number(place));
	}

	/** Ends a trailer, and the comment that `%%EOF` is: the next revision may begin on its line. */
	private endFile(end: number): void {
		if (!this.open?.object) this.close(end);
		this.fileEnd.onEnd();
		this.hidden.endComment();
		this.followed = end;
	}

	private startObject(at: number, end: number): void {
		const [numbers, number, generation] = OBJECT_NUMBERS.exec(this.scanner.before(at)) ?? [];
		if (numbers === undefined) return;
		this.fileEnd.onObject();
		this.repeats ||= this.numbers.has(Number(number));
		this.numbers.add(Number(number));
		if (++this.objectCount > PDF_BOUNDS.objects) throw unchecked('has too many objects');
		const start = at - numbers.length;
		this.startText(end, { number: Number(number), generation: Number(generation), start });
	}

	private startText(end: number, object: OpenText['object']): void {
		this.close(end);
		this.pass(end);
		this.open = { object, pieces: [], length: 0, isContent: false };
	}

	private startStream(at: number, end: number): void {
		const { open } = this;
		if (!open?.object || !END_OF_DICTIONARY.test(this.scanner.before(at))) return;
		this.pass(at);
		const dictionary = Buffer.concat(open.pieces);
		const { holds, length } = readStreamDictionary(dictionary.toString('latin1'));
		this.stream = { start: end, length, endPassed: false };
		this.scanner.passesStream = true;
		open.pieces.splice(0, open.pieces.length, dictionary);
		if (holds === 'objects') return;
		if (holds === 'crossReferences') this.keepSection(open.object.start, dictionary);
		else
			open.isContent =
				this.keptStreams === 'all' || (holds === 'perhapsText' && this.keptStreams === 'contents');
		if (!open.isContent) this.open = undefined;
	}

	private keepSection(start: number, dictionary: Buffer): void {
		this.fileEnd.onSection(start);
		this.trailers.push(dictionary);
		this.kept += dictionary.length;
	}

	private onStreamEnd(stream: OpenStream, at: number, end: number): void {
		const passed = at - stream.start;
		const { length = passed } = stream;
		const isEarly = passed < length - PDF_BOUNDS.lengthTolerance;
		stream.endPassed ||= isEarly;
		if (isEarly) return;
		if (stream.endPassed && passed > length + PDF_BOUNDS.lengthTolerance) throw wrongLength();
		this.close(end);
		this.stream = undefined;
		this.scanner.passesStream = false;
		this.followed = end;
	}

	/** Ends the object, stream or trailer being read, if there is one and it isn't too large to be kept. */
	private close(end: number): void {
		if (this.open) this.pass(end);
		if (!this.open) return;
		const { object, pieces, length, isContent } = this.open;
		this.open = undefined;
		if (isContent) this.contentsKept += length;
		else this.kept += length;
		const text = Buffer.concat(pieces);
		if (!object) this.trailers.push(text);
		else if (this.stream && !isContent) this.objectStreams.push({ ...object, text });
		else this.objects.set(object.number, { ...object, text });
	}

	/** Skips the bytes up to the offset, and copies those of the open text. */
	private pass(end: number): void {
		this.follow(end);
		const piece = this.scanner.window.release(end);
		if (!this.open) return;
		this.open.pieces.push(Buffer.from(piece));
		this.open.length += piece.length;
		if (this.open.isContent) this.leaveOutContents(this.open);
		else if (this.kept + this.open.length > FILE_BOUNDS.structureLength) {
			throw unchecked('has more structure than is kept in memory');
		}
	}

	/** Tracks strings and comments up to the offset; a stream has none. */
	private follow(end: number): void {
		if (this.stream || end <= this.followed) return;
		this.hidden.pass(this.scanner.text(this.followed, end), this.open !== undefined);
		this.followed = end;
	}

	/**
	 * An object that is too large to be kept isn't an error of the file: a stream's dictionary alone shows that there is
	 * more.
	 */
	private leaveOutContents({ object, pieces: [dictionary], length }: OpenText): void {
		const all = this.keptStreams === 'all';
		const room = all ? PDF_BOUNDS.copyLength : PDF_BOUNDS.contentsLength;
		if (this.contentsKept + length <= room) return;
		if (all) throw unchecked('is too large to be copied');
		this.open = undefined;
		if (object && dictionary) this.objects.set(object.number, { ...object, text: dictionary });
	}
}
