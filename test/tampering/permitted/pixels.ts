import { outputOf } from '../readers/reader';

/** A page drawn by a reader: one byte per pixel, half a pixel per point, from the top. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly gray: Buffer;
}

/** A rectangle of a page, in points from its lower left. */
export type Place = readonly [left: number, bottom: number, right: number, top: number];

const RESOLUTION = 36;
const SCALE = RESOLUTION / 72;
/** Margin around a place in pixels, for lines on its edge. */
const MARGIN = 1.5;

type Draw = (path: string) => Promise<Pixels | undefined>;

/** Draws the first page of a file; undefined if it can't be opened. */
export const painters: Readonly<Record<string, Draw>> = {
	poppler: async (path) =>
		parse(
			(await outputOf('pdftoppm', '-r', `${RESOLUTION}`, '-gray', '-f', '1', '-l', '1', path))
				.stdout,
		),
	mupdf: async (path) =>
		parse(
			(
				await outputOf(
					'mutool',
					'draw',
					'-q',
					'-r',
					`${RESOLUTION}`,
					'-c',
					'gray',
					'-F',
					'pgm',
					'-o',
					'-',
					path,
					'1',
				)
			).stdout,
		),
};

function parse(image: Buffer): Pixels | undefined {
	const head = /^P5\s+(?:#[^\n]*\s+)*(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 200));
	if (!head) return undefined;
	const gray = image.subarray(head[0].length);
	return { width: Number(head[1]), height: Number(head[2]), gray };
}

/** A pixel, in points, outside all places where two drawings differ; undefined if there is none. */
export function differenceOutside(
	one: Pixels | undefined,
	other: Pixels | undefined,
	places: readonly Place[],
): string | undefined {
	if (!one || !other) return one === other ? undefined : 'only one of them can be opened';
	if (one.width !== other.width || one.height !== other.height) return 'the pages have other sizes';
	for (let at = 0; at < one.gray.length; at++) {
		if (one.gray[at] === other.gray[at]) continue;
		const [column, row] = [at % one.width, Math.floor(at / one.width)];
		const [x, y] = [(column + 0.5) / SCALE, (one.height - row - 0.5) / SCALE];
		const margin = MARGIN / SCALE;
		const isTold = places.some(
			([left, bottom, right, top]) =>
				x > left - margin && x < right + margin && y > bottom - margin && y < top + margin,
		);
		if (!isTold) return `at ${x} ${y}`;
	}
	return undefined;
}
