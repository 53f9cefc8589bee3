/** What is at a position in an image: its total length, and whether it is the last part. */
interface Part {
	readonly length: number;
	readonly isLast: boolean;
}

/** Reads the part that begins at a position; undefined if the bytes end before its length is known. */
type ReadPart = (bytes: Buffer, at: number) => Part | undefined;

const PNG_SIGNATURE_LENGTH = 8;
/** The bytes around a chunk's data: length, type, and checksum. */
const PNG_CHUNK_HEADER = 8;
const PNG_CHECK_SUM = 4;

/** A PNG is its signature and then chunks, the last of them IEND (PNG specification, 5). */
const readPngChunk: ReadPart = (bytes, at) => {
	if (bytes.length < at + PNG_CHUNK_HEADER) return undefined;
	return {
		length: PNG_CHUNK_HEADER + bytes.readUInt32BE(at) + PNG_CHECK_SUM,
		isLast: bytes.toString('latin1', at + 4, at + 8) === 'IEND',
	};
};

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
/** Markers without a length: stuffed bytes, fill bytes, TEM, RST0 to RST7 and SOI. */
const isBare = (code: number) =>
	code === 0x00 || code === 0x01 || code === MARKER || (code >= 0xd0 && code <= 0xd8);

/**
 * A JPEG is a sequence of markers, most followed by a segment, some by image data; the last is EOI (ITU-T T.81, B.1). A
 * segment is skipped as a whole: a thumbnail in it has its own EOI.
 */
const readJpegMarker: ReadPart = (bytes, at) => {
	const marker = bytes.indexOf(MARKER, at);
	if (marker < 0) return { length: bytes.length - at, isLast: false };
	const code = bytes[marker + 1];
	if (code === undefined) return undefined;
	if (code === END_OF_IMAGE) return { length: marker + 2 - at, isLast: true };
	// A fill byte may be the beginning of the next marker.
	if (code === MARKER) return { length: marker + 1 - at, isLast: false };
	if (isBare(code)) return { length: marker + 2 - at, isLast: false };
	if (bytes.length < marker + 4) return undefined;
	return { length: marker + 2 + bytes.readUInt16BE(marker + 2) - at, isLast: false };
};

const FORMATS: ReadonlyMap<string, readonly [start: number, read: ReadPart]> = new Map([
	['png', [PNG_SIGNATURE_LENGTH, readPngChunk] as const],
	['jpg', [0, readJpegMarker] as const],
]);

/**
 * Whether an image stops before the end that its format defines: the file was truncated. Bytes after its end don't
 * matter. False for other formats, which are not examined.
 *
 * @param extension `png` or `jpg`, according to its first bytes
 */
export async function isCutOff(
	extension: string,
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<boolean> {
	const format = FORMATS.get(extension);
	if (!format) return false;
	const [start, read] = format;
	/** Bytes of the current part that are still to come. */
	let missing = start;
	let isLast = false;
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		let at = 0;
		while (missing <= bytes.length - at) {
			at += missing;
			missing = 0;
			if (isLast) return false;
			const part = read(bytes, at);
			if (!part || at === bytes.length) break;
			({ length: missing, isLast } = part);
		}
		const passed = Math.min(missing, bytes.length - at);
		missing -= passed;
		rest = bytes.subarray(at + passed);
	}
	return true;
}
