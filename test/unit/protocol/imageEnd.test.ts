import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCutOff } from '../../../nodes/WoSignDoc/protocol/imageEnd';

const fixture = (name: string) => readFileSync(join(__dirname, '../../fixtures/sandbox', name));
const png = fixture('red-blue.png');
const jpeg = fixture('green.jpg');

/** A JPEG as cameras write it: with a thumbnail in its first segment, which has an end of its own. */
const segmentLength = Buffer.alloc(2);
segmentLength.writeUInt16BE(jpeg.length + 2);
const withThumbnail = Buffer.concat([
	jpeg.subarray(0, 2),
	Buffer.of(0xff, 0xe1),
	segmentLength,
	jpeg,
	jpeg.subarray(2),
]);
/** One with fill bytes before a marker, and restart markers, stuffed bytes and a TEM in its data. */
const withMarkers = Buffer.concat([
	jpeg.subarray(0, 2),
	Buffer.of(0xff, 0xff, 0xff),
	jpeg.subarray(3, -2),
	Buffer.of(0xff, 0xd0, 0xff, 0x00, 0xd9, 0xff, 0x01, 0xff, 0xff, 0xd9),
]);

const IMAGES = [
	['a PNG', 'png', png],
	['a JPEG', 'jpg', jpeg],
	['a JPEG with a thumbnail', 'jpg', withThumbnail],
	['a JPEG with all kinds of markers', 'jpg', withMarkers],
] as const;

/** The bytes in pieces of some sizes, as a stream gives them. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
	const chunks: Buffer[] = [];
	for (let at = 0, index = 0; at < bytes.length; index++) {
		const size = sizes[index % sizes.length] ?? 1;
		chunks.push(bytes.subarray(at, at + size));
		at += size;
	}
	return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 10 });

describe.each(IMAGES)('%s', (_, extension, bytes) => {
	it('is whole, in whatever pieces it comes, and whatever follows it', async () => {
		await fc.assert(
			fc.asyncProperty(sizes, fc.uint8Array(), async (cuts, more) => {
				const chunks = pieces(Buffer.concat([bytes, more]), cuts);
				expect(await isCutOff(extension, chunks)).toBe(false);
			}),
		);
	});

	it('is cut off if it ends anywhere before its end', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(bytes.length - 1), sizes, async (end, cuts) => {
				expect(await isCutOff(extension, pieces(bytes.subarray(0, end), cuts))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

it('another format is not looked at', async () => {
	expect(await isCutOff('gif', [Buffer.from('GIF8')])).toBe(false);
});
