import { PDF_BOUNDS } from './bounds';
import { FILE_BOUNDS } from './file/bounds';
import { FileHeader } from './fileHeader';
import { damaged, unchecked } from './pdfFacts';
import { StreamEnd } from './streamEnd';
import { WordReader } from './wordReader';

/** An object as it stands in the file, without `N G obj`; a later one of the same number replaces it. */
export interface WrittenObject {
	readonly number: number;
	readonly generation: number;
	/** Its place among all objects of the file. */
	readonly start: number;
	readonly text: Buffer;
}

/** What is being read and may be kept. */
interface OpenText {
	/** Undefined for a trailer, which has no number. */
	readonly object: Omit<WrittenObject, 'text'> | undefined;
	readonly pieces: Buffer[];
	length: number;
	/** Set for a stream that is asked for: page contents and the like, which have a bound of their own. */
	isContent: boolean;
}

/** The stream that is passing by. */
interface OpenStream {
	readonly end: StreamEnd;
	/** Its `/Length`, unless that is another object. */
	readonly length: number | undefined;
	passed: number;
	/** Whether an `endstream` came long before `/Length` was reached: a PDF within, or a wrong length. */
	endPassed: boolean;
}

const GREATER_THAN = 0x3e;
const STREAM = 'stream';
const INTEGER = /^\d{1,10}$/;
const LENGTH = /\/Length\s+(\d{1,15})(?!\d|\s+\d+\s+R)/;
const OBJECT_STREAM = /\/Type\s*\/ObjStm\b/;
const CROSS_REFERENCE_STREAM = /\/Type\s*\/XRef\b/;
/** Images, font programs, attachments, metadata and colour profiles: never the text of a page. */
const NO_CONTENT =
	/\/Subtype\s*\/(?:Image|XML|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b|\/Type\s*\/(?:EmbeddedFile|Metadata)\b|\/N\s+[134]\b/;

/** Which streams of a file are kept besides its object streams: none, or all that text may lie in. */
export type KeptStreams = 'none' | 'contents';

/**
 * What is left of a PDF when its streams are taken out, gathered as the bytes pass: objects, trailers, object
 * streams. Like a reader that mends a file it goes by the objects themselves, not by the cross-reference table.
 * Work is linear in the size, memory bounded by `PDF_BOUNDS`; throws a PdfProblem.
 */
export class Skeleton {
	readonly objects = new Map<number, WrittenObject>();
	/** Object streams (ISO 32000-1, 7.5.7), whole, in the file's order. */
	readonly objectStreams: WrittenObject[] = [];
	/** Trailer dictionaries and those of cross-reference streams, in the file's order. */
	readonly trailers: Buffer[] = [];
	/** Whether contents were left out because they are more than `PDF_BOUNDS` lets be kept. */
	contentsLeftOut = false;

	private readonly header = new FileHeader();
	private readonly words = new WordReader();
	private open: OpenText | undefined;
	private stream: OpenStream | undefined;
	/** Where the open text goes on in the current chunk. */
	private from = 0;
	private kept = 0;
	private contentsKept = 0;
	private order = 0;
	/** The last two words, which number the object that begins. */
	private previous: [string, string] = ['', ''];
	/** Whether the file's end was seen, and no object since. */
	private ended = false;

	constructor(private readonly keptStreams: KeptStreams = 'none') {}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.header.feed(chunk);
		this.from = 0;
		for (let index = 0; index < chunk.length;) {
			index = this.stream
				? this.passStream(this.stream, chunk, index)
				: this.readWord(chunk, index);
		}
		this.capture(chunk, chunk.length);
	}

	/** To be called after the last piece. */
	end(): void {
		this.header.end();
		if (this.stream?.endPassed) throw wrongLength();
		if (this.stream || this.open?.object || !this.ended) {
			throw damaged('is cut off: its end is missing');
		}
	}

	private readWord(chunk: Buffer, start: number): number {
		const index = this.words.next(chunk, start);
		if (index === undefined) return chunk.length;
		const { word } = this.words;
		if (word === 'obj') this.startObject(chunk, index);
		else if (word === 'trailer') this.startText(chunk, index, undefined);
		else if (word === STREAM) this.startStream(chunk, index);
		else if (word === 'endobj' || word === 'xref' || word === 'startxref') this.close(chunk, index);
		this.ended ||= word === '%%EOF' || (this.previous[1] === 'startxref' && INTEGER.test(word));
		this.previous = [this.previous[1], word];
		return index;
	}

	private startObject(chunk: Buffer, index: number): void {
		const [number, generation] = this.previous;
		if (!INTEGER.test(number) || !INTEGER.test(generation)) return;
		this.ended = false;
		this.startText(chunk, index, {
			number: Number(number),
			generation: Number(generation),
			start: this.order++,
		});
	}

	private startText(chunk: Buffer, index: number, object: OpenText['object']): void {
		this.close(chunk, index);
		this.open = { object, pieces: [], length: 0, isContent: false };
		this.from = index;
		this.words.strings = true;
	}

	private startStream(chunk: Buffer, index: number): void {
		if (!this.open?.object || this.words.before !== GREATER_THAN) return;
		this.capture(chunk, index);
		const dictionary = Buffer.concat(this.open.pieces);
		const text = dictionary.toString('latin1');
		const length = LENGTH.exec(text)?.[1];
		this.stream = {
			end: new StreamEnd(),
			length: length === undefined ? undefined : Number(length),
			passed: 0,
			endPassed: false,
		};
		if (OBJECT_STREAM.test(text)) return;
		if (this.keptStreams === 'contents' && !isNoContent(text)) {
			this.open.isContent = true;
			return;
		}
		if (CROSS_REFERENCE_STREAM.test(text)) {
			this.trailers.push(this.takeText(this.open, chunk, index).subarray(0, -STREAM.length));
		}
		this.open = undefined;
		this.words.strings = false;
	}

	private passStream(stream: OpenStream, chunk: Buffer, start: number): number {
		const end = stream.end.find(chunk, start);
		const index = end ?? chunk.length;
		stream.passed += index - start;
		if (end === undefined) return index;
		const passed = stream.passed - StreamEnd.keywordLength;
		const { length = passed } = stream;
		if (passed < length - PDF_BOUNDS.lengthTolerance) {
			stream.endPassed = true;
			return index;
		}
		if (stream.endPassed && passed > length + PDF_BOUNDS.lengthTolerance) throw wrongLength();
		this.endStream(chunk, index);
		return index;
	}

	private endStream(chunk: Buffer, index: number): void {
		this.stream = undefined;
		if (!this.open?.object) return;
		const { object, isContent } = this.open;
		const stream = { ...object, text: this.takeText(this.open, chunk, index) };
		if (isContent) this.objects.set(object.number, stream);
		else this.objectStreams.push(stream);
	}

	/** Ends the object or trailer that is being read, if there is one. */
	private close(chunk: Buffer, index: number): void {
		if (!this.open) return;
		const { object } = this.open;
		const text = this.takeText(this.open, chunk, index);
		if (object) this.objects.set(object.number, { ...object, text });
		else this.trailers.push(text);
	}

	private takeText(open: OpenText, chunk: Buffer, index: number): Buffer {
		this.capture(chunk, index);
		this.open = undefined;
		this.words.strings = false;
		if (open.isContent) this.contentsKept += open.length;
		else this.kept += open.length;
		return Buffer.concat(open.pieces);
	}

	/** Copies what the chunk holds of the open text, since the chunk is not ours. */
	private capture(chunk: Buffer, index: number): void {
		if (!this.open) return;
		this.open.pieces.push(Buffer.from(chunk.subarray(this.from, index)));
		this.open.length += index - this.from;
		this.from = index;
		if (this.open.isContent) this.leaveOutContents(this.open);
		else if (this.kept + this.open.length > FILE_BOUNDS.structureLength) {
			throw unchecked('has more structure than is kept in memory');
		}
		if (this.order > PDF_BOUNDS.objects) throw unchecked('has too many objects');
	}

	/** Too much to be kept is no fault of the file's: the pages it belongs to will have no text. */
	private leaveOutContents({ length }: OpenText): void {
		if (this.contentsKept + length <= PDF_BOUNDS.contentsLength) return;
		this.open = undefined;
		this.words.strings = false;
		this.contentsLeftOut = true;
	}
}

function isNoContent(dictionary: string): boolean {
	return NO_CONTENT.test(dictionary) || CROSS_REFERENCE_STREAM.test(dictionary);
}

function wrongLength() {
	return unchecked('gives wrong lengths of its parts');
}
