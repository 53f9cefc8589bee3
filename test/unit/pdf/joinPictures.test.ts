import { deflateSync } from 'node:zlib';
import type { PartFile } from '../../../nodes/WoSignDoc/pdf/joinedParts';
import { joinFiles } from '../../../nodes/WoSignDoc/pdf/joinFiles';
import { imageTurn } from '../../../nodes/WoSignDoc/protocol/imageTurn';
import { describeWithPoppler, render, run } from '../../support/poppler';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';

/** The page that a picture becomes. */
async function pageOf(bytes: Buffer, type: PartFile['type']) {
	const read = async function* () {
		yield bytes;
	};
	const result = await joinFiles([{ name: 'picture', type, read }]);
	if (result.kind === 'refused') throw new Error(result.problems[0]?.message);
	return render(Buffer.concat(result.pdf), 1);
}

/** A chunk of a PNG; its check sum is left 0, since nothing here looks at it. */
function chunk(type: string, data: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

interface Png {
	readonly width: number;
	readonly rows: readonly (readonly number[])[];
	readonly depth?: number;
	readonly color: number;
	readonly chunks?: readonly Buffer[];
}

function png({ width, rows, depth = 8, color, chunks = [] }: Png): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(rows.length, 4);
	header.set([depth, color, 0, 0, 0], 8);
	const data = deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])));
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		...chunks,
		chunk('IDAT', data),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

const [RED, BLUE] = [
	[255, 0, 0],
	[0, 0, 255],
] as const;
const times = (pixel: readonly number[], count: number) =>
	Array(count).fill(pixel).flat() as number[];
/** Red on the left, blue on the right, in the rows that each color type has. */
const KINDS: Readonly<Record<string, Png>> = {
	'true color': {
		width: 400,
		color: 2,
		rows: Array(200).fill([...times(RED, 200), ...times(BLUE, 200)]),
	},
	palette: {
		width: 400,
		color: 3,
		depth: 1,
		rows: Array(200).fill([...times([0], 25), ...times([255], 25)]),
		chunks: [chunk('PLTE', Buffer.from([...RED, ...BLUE]))],
	},
	transparency: {
		width: 400,
		color: 6,
		rows: Array(200).fill([...times([...RED, 255], 200), ...times([...BLUE, 255], 200)]),
	},
};

describeWithPoppler('a PNG picture as a page', () => {
	it.each(Object.keys(KINDS))('shows what it shows, of the kind %s', async (kind) => {
		const page = await pageOf(png(KINDS[kind] ?? { width: 0, color: 0, rows: [] }), 'png');
		expect([page.width, page.height]).toEqual([842, 596]);
		const colors = [20, 300, 540].map((x) => page.color(x, 300));
		expect(colors).toEqual(['ffffff', 'ff0000', '0000ff']);
	});

	it.each<[string, Png]>([
		[
			'an alpha channel',
			{
				width: 400,
				color: 6,
				rows: Array(200).fill([...times([...RED, 0], 200), ...times([...BLUE, 255], 200)]),
			},
		],
		[
			'a palette',
			{
				...KINDS['palette'],
				chunks: [...(KINDS['palette']?.chunks ?? []), chunk('tRNS', Buffer.from([0]))],
			} as Png,
		],
		[
			'one transparent color',
			{ ...KINDS['true color'], chunks: [chunk('tRNS', Buffer.from([0, 255, 0, 0, 0, 0]))] } as Png,
		],
	])('shows the page where it is transparent, by %s', async (_, picture) => {
		const page = await pageOf(png(picture), 'png');
		expect([300, 540].map((x) => page.color(x, 300))).toEqual(['ffffff', '0000ff']);
	});

	it('is gray where it is gray, and upright where it is higher than wide', async () => {
		const page = await pageOf(
			png({ width: 100, color: 0, rows: Array(300).fill(times([128], 100)) }),
			'png',
		);
		expect([page.width, page.height]).toEqual([596, 842]);
		expect(page.color(298, 421)).toBe('808080');
	});

	it('fills the page where it has the proportions of A4, as a scan has', async () => {
		const rows = Array(297).fill(times([0], 210)) as number[][];
		const page = await pageOf(png({ width: 210, color: 0, rows }), 'png');
		expect(page.color(2, 2)).toBe('000000');
		expect(page.color(592, 838)).toBe('000000');
	});

	it('is refused where taking it apart would take too much memory', async () => {
		const bomb = png({ width: 100_000, color: 6, rows: [[0]] });
		bomb.writeUInt32BE(100_000, 20);
		await expect(pageOf(bomb, 'png')).rejects.toThrow('unusual PNG picture');
	});
});

/** A JPEG of four quarters: red and green above, blue and white below. */
function quarters(): Buffer {
	const paint = '1 0 0 rg 0 40 80 40 re f 0 1 0 rg 80 40 80 40 re f 0 0 1 rg 0 0 80 40 re f';
	const objects = { ...onePage('/MediaBox [0 0 160 80] /Contents 5 0 R'), 5: streamOf(paint) };
	return run('pdftoppm', pdfOf(objects), '-jpeg', '-r', '144');
}

/** The JPEG with EXIF data that say how it is turned. */
function withTurn(jpeg: Buffer, turn: number, isLittle = true): Buffer {
	const little = `457869660000 49492a0008000000 0100 1201 0300 01000000 0${turn}000000 00000000`;
	const big = `457869660000 4d4d002a00000008 0001 0112 0003 00000001 000${turn}0000 00000000`;
	const data = Buffer.from((isLittle ? little : big).replaceAll(' ', ''), 'hex');
	const length = Buffer.alloc(2);
	length.writeUInt16BE(data.length + 2);
	return Buffer.concat([
		jpeg.subarray(0, 2),
		Buffer.from('ffe1', 'hex'),
		length,
		data,
		jpeg.subarray(2),
	]);
}

/** The quarters as they are seen: upper left, upper right, lower left, lower right (Exif 2.3, tag 274). */
const SEEN = ['RGBW', 'GRWB', 'WBGR', 'BWRG', 'RBGW', 'BRWG', 'WGBR', 'GWRB'];

describeWithPoppler('a JPEG picture as a page', () => {
	const letter = (color: string) => {
		const [red, green, blue] = [0, 2, 4].map((at) => parseInt(color.slice(at, at + 2), 16) > 128);
		if (red && green && blue) return 'W';
		return red ? 'R' : green ? 'G' : blue ? 'B' : '?';
	};

	it.each(SEEN.map((seen, index) => [index + 1, seen] as const))(
		'is seen as its EXIF orientation %i asks',
		async (turn, seen) => {
			for (const isLittle of [true, false]) {
				const picture = withTurn(quarters(), turn, isLittle);
				expect(imageTurn(picture)).toBe(turn);
				const { width, height, color } = await pageOf(picture, 'jpg');
				expect(width > height).toBe(turn < 5);
				const [x, y] = turn < 5 ? [60, 30] : [30, 60];
				const corners = [
					[-x, -y],
					[x, -y],
					[-x, y],
					[x, y],
				];
				const letters = corners.map(([right = 0, down = 0]) =>
					letter(color(width / 2 + right, height / 2 + down)),
				);
				expect(letters.join('')).toBe(seen);
			}
		},
	);

	it('is upright where its EXIF data say nothing of the kind, or are cut off', () => {
		const picture = withTurn(quarters(), 6);
		for (let length = 0; length < 40; length++)
			expect([1, 6]).toContain(imageTurn(picture.subarray(0, length)));
		expect(imageTurn(withTurn(quarters(), 9))).toBe(1);
		expect(imageTurn(quarters())).toBe(1);
		expect(imageTurn(Buffer.from('no picture'))).toBe(1);
	});
});
