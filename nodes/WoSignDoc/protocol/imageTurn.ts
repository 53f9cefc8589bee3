/** How to turn an image upright: the values of EXIF's orientation (Exif 2.3, tag 274). */
export type ImageTurn = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION = 0x0112;
const EXIF = 'Exif\u0000\u0000';
const START_OF_SCAN = 0xda;
const APPLICATION_1 = 0xe1;

/** The orientation in a JPEG's EXIF data; 1, upright, if there is none, or the file isn't a JPEG. */
export function imageTurn(beginning: Buffer): ImageTurn {
	if (beginning.toString('latin1', 0, 2) !== '\u00ff\u00d8') return 1;
	for (let at = 2; at + 4 <= beginning.length && beginning[at] === 0xff;) {
		const marker = beginning[at + 1];
		const length = beginning.readUInt16BE(at + 2);
		if (marker === START_OF_SCAN) return 1;
		const segment = beginning.subarray(at + 4, at + 2 + length);
		if (marker === APPLICATION_1 && segment.toString('latin1', 0, EXIF.length) === EXIF) {
			return orientationOf(segment.subarray(EXIF.length));
		}
		at += 2 + Math.max(2, length);
	}
	return 1;
}

/** Reads the first directory of the EXIF data, which is TIFF. */
function orientationOf(tiff: Buffer): ImageTurn {
	const isLittle = tiff.toString('latin1', 0, 2) === 'II';
	const short = (at: number) => {
		if (at + 2 > tiff.length) return 0;
		return isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
	};
	if (tiff.length < 8) return 1;
	const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	const count = short(directory);
	for (let index = 0; index < count; index++) {
		const entry = directory + 2 + 12 * index;
		if (entry + 12 > tiff.length) return 1;
		if (short(entry) === ORIENTATION) return turnOf(short(entry + 8));
	}
	return 1;
}

const TURNS: readonly ImageTurn[] = [1, 2, 3, 4, 5, 6, 7, 8];

function turnOf(value: number): ImageTurn {
	return TURNS.find((turn) => turn === value) ?? 1;
}
