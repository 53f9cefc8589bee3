/** What stands at a place of an image: how long it is in all, and whether it is the last. */
interface Part {
	readonly length: number;
	readonly isLast: boolean;
}

/** Reads the part that begins at a place; undefined when the bytes end before its length shows. */
type ReadPart = (bytes: Buffer, at: number) => Part | undefined;

const PNG_SIGNATURE_LENGTH = 8;
/** Around a chunk's data: its length, its type, and its check sum. */
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
/** Markers that no length follows: stuffed bytes, fill bytes, TEM, RST0 to RST7 and SOI. */
const isBare = (code: number) =>
	code === 0x00 || code === 0x01 || code === MARKER || (code >= 0xd0 && code <= 0xd8);

/**
 * A JPEG is a row of markers, most with a segment behind, and image data between some, the last of them EOI (ITU-T T.81,
 * B.1). A segment is passed over as a whole: a thumbnail in it has an EOI of its own.
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
 * Whether an image ends before the end of its format: it was cut off on its way. Bytes behind its end do not matter.
 * False for other formats, which are not looked at.
 *
 * @param extension `png` or `jpg`, as its first bytes show
 */
export async function isCutOff(
	extension: string,
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<boolean> {
	const format = FORMATS.get(extension);
	if (!format) return false;
	const [start, read] = format;
	/** Bytes of the part under way that are still to come. */
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
