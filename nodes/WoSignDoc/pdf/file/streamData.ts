import { FILE_BOUNDS } from './bounds';
import { inflate } from './inflate';
import type { Pace } from './pace';
import { PdfSyntaxError } from './pdfSyntaxError';
import { wholeIn } from './pdfValue';
import type { PdfDictionary } from './pdfValue';
import { undoPrediction } from './predictor';

/** Abbreviations, and data stored elsewhere: some readers follow them. */
const OTHER_KEYS = ['F', 'FFilter', 'FDecodeParms', 'DP', 'Fl'];
const PREDICTOR_KEYS = new Set(['Predictor', 'Colors', 'BitsPerComponent', 'Columns']);
const LINE_END = /^(?:\r\n|\n|\r)?$/;

/**
 * The decompressed contents of object and cross-reference streams: each once, and all together within
 * `FILE_BOUNDS.decodedLength`.
 */
export class StreamDecoder {
	private room: number = FILE_BOUNDS.decodedLength;
	private readonly known = new Map<number, Promise<Buffer>>();

	constructor(private readonly pace: Pace) {}

	/**
	 * Throws a PdfSyntaxError.
	 *
	 * @param start the offset of the stream's object in the file
	 */
	async decode(start: number, dictionary: PdfDictionary, written: Buffer): Promise<Buffer> {
		const known = this.known.get(start) ?? this.decodeNew(dictionary, written);
		this.known.set(start, known);
		return await known;
	}

	private async decodeNew(dictionary: PdfDictionary, written: Buffer): Promise<Buffer> {
		if (OTHER_KEYS.some((key) => dictionary.entries.has(key))) throw unusual();
		const bytes = withinLength(dictionary, written);
		const { filter, parameters } = compressionOf(dictionary);
		if (!filter) {
			this.room -= bytes.length;
			return bytes;
		}
		const inflated = await inflate(bytes, this.room, 'refuse');
		this.room -= inflated.length;
		return parameters ? await unpredicted(inflated, parameters, this.pace) : inflated;
	}
}

/** The stream's contents: its length must be a direct number, and correct. */
function withinLength(dictionary: PdfDictionary, written: Buffer): Buffer {
	const length = wholeIn(dictionary, 'Length') ?? Infinity;
	if (length > written.length || !LINE_END.test(written.toString('latin1', length))) {
		throw new PdfSyntaxError('a stream has another length than it says');
	}
	return written.subarray(0, length);
}

/**
 * How a stream is compressed: not at all, or only with FlateDecode. The filter and its parameters must be written in
 * the same way, either both directly or both in an array: some readers ignore anything else.
 */
function compressionOf({ entries }: PdfDictionary): {
	readonly filter: boolean;
	readonly parameters: PdfDictionary | undefined;
} {
	const [filter, parameters] = [entries.get('Filter'), entries.get('DecodeParms')];
	if (!filter && !parameters) return { filter: false, parameters };
	const isArray = filter?.kind === 'array';
	const [name, ...others] = isArray ? filter.items : [filter];
	if (name?.kind !== 'name' || name.value !== 'FlateDecode' || others.length > 0) throw unusual();
	if (!parameters) return { filter: true, parameters };
	if (isArray !== (parameters.kind === 'array')) throw unusual();
	const [dictionary, ...more] = parameters.kind === 'array' ? parameters.items : [parameters];
	if (dictionary?.kind !== 'dictionary' || more.length > 0) throw unusual();
	return { filter: true, parameters: dictionary };
}

function unusual(): PdfSyntaxError {
	return new PdfSyntaxError('a stream is compressed in an unusual way');
}

/** Undoes PNG's predictors, with one byte per column, as cross-reference streams use them. */
async function unpredicted(bytes: Buffer, parameters: PdfDictionary, pace: Pace): Promise<Buffer> {
	const unknown = [...parameters.entries.keys()].some((key) => !PREDICTOR_KEYS.has(key));
	const predictor = wholeIn(parameters, 'Predictor') ?? 1;
	const colors = wholeIn(parameters, 'Colors') ?? 1;
	const bitsPerComponent = wholeIn(parameters, 'BitsPerComponent') ?? 8;
	const columns = wholeIn(parameters, 'Columns') ?? 1;
	const isPng = predictor >= 10 && predictor <= 15 && bytes.length % (columns + 1) === 0;
	const isOneByte = colors === 1 && bitsPerComponent === 8 && columns >= 1;
	if (unknown || !isOneByte || !(predictor === 1 || isPng)) {
		throw new PdfSyntaxError('a stream is predicted in an unusual way');
	}
	if (isPng && bytes.length > FILE_BOUNDS.sectionLength) {
		throw new PdfSyntaxError('a cross-reference stream is larger than is read');
	}
	const prediction = { predictor, colors, bitsPerComponent, columns };
	const plain = await undoPrediction(bytes, prediction, pace);
	if (!plain) throw new PdfSyntaxError('a stream is predicted in an unknown way');
	return plain;
}
