import type { PlacedGlyph, Point } from './pageGlyphs';
import { plainText } from './plainText';

/** Glyphs whose lines are this close to each other, as a fraction of their height, are on one line. */
const SAME_LINE = 0.4;
/** A glyph that overlaps an equal one except for this fraction of its width only makes it bold. */
const SAME_PLACE = 0.4;
/** A gap wider than this many heights separates two columns. Spaces between words are glyphs, not gaps. */
const WIDEST_GAP = 5;
/** Maximum distance between a glyph and the next one below in its column, in heights. */
const HIGHEST_STEP = 2;
/** Kerning moves a glyph back over the previous one by less than this many heights. */
const MOST_OVERLAP = 0.5;

/** A glyph, and its position in the direction of its writing. */
export interface Standing {
	readonly glyph: PlacedGlyph;
	/** Its text as it is searched. */
	readonly plain: string;
	/** The direction of writing, in whole degrees. */
	readonly angle: number;
	/** The distance of its line from the origin, and its position along the line. */
	readonly across: number;
	readonly along: number;
	readonly alongEnd: number;
}

/** The glyphs of a page, each measured once for all orders in which it is searched. */
export function standingGlyphs(glyphs: readonly PlacedGlyph[]): Standing[] {
	return glyphs.map(standingOf);
}

/**
 * Glyphs as runs of text in the order of the page's contents, each continuing where the previous one ends: if lines are
 * printed on top of each other, only this order shows which glyphs belong together.
 */
export function writtenRuns(standing: readonly Standing[]): Standing[][] {
	return runsBy(standing, goesOn);
}

/** The same for upright glyphs below each other, as in vertical writing and narrow table columns. */
export function stackedRuns(standing: readonly Standing[]): Standing[][] {
	return runsBy(standing, isBelow).filter(({ length }) => length > 1);
}

/** Runs of consecutive glyphs in which each is a neighbor of the previous one. */
function runsBy(
	standing: readonly Standing[],
	areNeighbors: (last: Standing, one: Standing) => boolean,
): Standing[][] {
	const runs: Standing[][] = [];
	let run: Standing[] = [];
	let last: Standing | undefined;
	for (const one of standing) {
		if (last && areNeighbors(last, one)) run.push(one);
		else runs.push((run = [one]));
		last = one;
	}
	return runs;
}

function isBelow(last: Standing, one: Standing): boolean {
	const { height } = last.glyph;
	const distance = last.across - one.across;
	const isSameColumn = Math.abs(one.along - last.along) <= height * SAME_LINE;
	const isNext = distance > height * SAME_LINE && distance <= height * HIGHEST_STEP;
	return one.angle === last.angle && isSameColumn && isNext;
}

function goesOn(last: Standing, one: Standing): boolean {
	const { height } = last.glyph;
	const gap = one.along - last.alongEnd;
	const isSameLine = Math.abs(one.across - last.across) <= height * SAME_LINE;
	const isNext = gap <= height * WIDEST_GAP && gap >= -height * MOST_OVERLAP;
	return one.angle === last.angle && isSameLine && isNext;
}

/**
 * The glyphs of each line, in whatever order the page's contents have them: those of one direction and height, sorted
 * along the line; the lines from the bottom to the top of each direction.
 */
export function standingLines(standing: readonly Standing[]): Standing[][] {
	// A line's glyphs usually follow each other in the contents, so a few rows are sorted instead of many glyphs.
	const rows = runsBy(standing, isSameRow).sort(([one], [other]) =>
		one && other ? one.angle - other.angle || one.across - other.across : 0,
	);
	const lines = lineGroups(rows.flat());
	for (const line of lines) line.sort((one, other) => one.along - other.along);
	return lines;
}

function isSameRow(last: Standing, one: Standing): boolean {
	return one.angle === last.angle && one.across === last.across;
}

/** Lines as runs of text, without duplicates that make it bold; split at wide gaps. */
export function textLines(lines: readonly (readonly Standing[])[]): Standing[][] {
	return lines.flatMap((line) => partedRuns(line, WIDEST_GAP));
}

function standingOf(glyph: PlacedGlyph): Standing {
	const { start, end } = glyph;
	const angle = Math.round((Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI);
	// All glyphs of a line are measured in exactly the same direction.
	const radians = (angle * Math.PI) / 180;
	const [x, y] = [Math.cos(radians), Math.sin(radians)];
	const along = (point: Point) => point.x * x + point.y * y;
	return {
		glyph,
		plain: plainText(glyph.text),
		angle: angle === -180 ? 180 : angle,
		across: start.y * x - start.x * y,
		along: along(start),
		alongEnd: along(end),
	};
}

/** For glyphs sorted by line; the first one determines the line's position. */
function lineGroups(standing: readonly Standing[]): Standing[][] {
	const lines: Standing[][] = [];
	let first: Standing | undefined;
	for (const one of standing) {
		const height = Math.max(one.glyph.height, first?.glyph.height ?? 0);
		const isSame = first?.angle === one.angle && one.across - first.across <= height * SAME_LINE;
		if (isSame) lines.at(-1)?.push(one);
		else {
			first = one;
			lines.push([one]);
		}
	}
	return lines;
}

/** A sorted line as runs, split at gaps wider than this many heights; without duplicates that make it bold. */
export function partedRuns(line: readonly Standing[], widestGap: number): Standing[][] {
	const runs: Standing[][] = [];
	let last: Standing | undefined;
	for (const one of line) {
		if (last && isRepeated(one, last)) continue;
		if (last && one.along - last.alongEnd <= one.glyph.height * widestGap) runs.at(-1)?.push(one);
		else runs.push([one]);
		last = one;
	}
	return runs;
}

function isRepeated(one: Standing, last: Standing): boolean {
	const { text } = one.glyph;
	const distance = one.along - last.along;
	return text === last.glyph.text && distance < (one.alongEnd - one.along) * SAME_PLACE;
}
