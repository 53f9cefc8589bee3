import type { PlacedGlyph } from './pageGlyphs';
import { partedRuns } from './textLines';
import type { Standing } from './textLines';

/** A gap wider than this many heights may be a cell border. */
const CELL_GAP = 1;
/** Maximum distance of the next line, in heights: contracts are often printed with double spacing. */
const HIGHEST_STEP = 3.5;
/** Lines closer to each other than this many heights overlap. */
const LOWEST_STEP = 0.6;

/** Lines examined to find the next one below; text for people has fewer within reach. */
const MOST_LINES = 40;

/** Text with the glyph of every character. */
export interface Line {
	readonly text: string;
	readonly glyphs: readonly PlacedGlyph[];
}

/** A piece of a line, between its ends and possible cell borders. */
export interface Segment extends Line {
	readonly angle: number;
	readonly height: number;
	readonly across: number;
	readonly along: number;
	readonly alongEnd: number;
	/** Its line's index, and its own index on the line. */
	readonly line: number;
	readonly place: number;
}

export function lineOf(run: readonly Standing[]): Line {
	const glyphs: PlacedGlyph[] = [];
	let text = '';
	for (const { glyph, plain } of run) {
		text += plain;
		for (let index = 0; index < plain.length; index++) glyphs.push(glyph);
	}
	return { text, glyphs };
}

/** The pieces of all lines of a page, and which of them may follow which. */
export class LineSegments {
	/** The pieces of each line, from the bottom to the top of each direction of writing. */
	private readonly lines: readonly (readonly Segment[])[];

	/** @param lines in the format of `standingLines` */
	constructor(lines: readonly (readonly Standing[])[]) {
		this.lines = lines.map((standing, line) =>
			partedRuns(standing, CELL_GAP)
				.flatMap((run) => segmentOf(run))
				.map((segment, place) => ({ ...segment, line, place })),
		);
	}

	all(): readonly Segment[] {
		return this.lines.flat();
	}

	/** The next cell on the segment's own line; undefined at the line's end. */
	nextOnLine({ line, place }: Segment): Segment | undefined {
		return this.lines[line]?.[place + 1];
	}

	/**
	 * Where a segment may continue below: in the nearest one under it, as the next line of its column or cell, and, if its
	 * line ends with it, at the beginning of the line below that.
	 */
	*below(segment: Segment): Generator<Segment> {
		const isLast = !this.nextOnLine(segment);
		let isBeginFound = !isLast;
		const lowest = Math.max(0, segment.line - MOST_LINES);
		for (let index = segment.line - 1; index >= lowest; index--) {
			const line = this.lines[index];
			const [first] = line ?? [];
			if (!line || !first) continue;
			const step = segment.across - first.across;
			if (first.angle !== segment.angle || step > segment.height * HIGHEST_STEP) return;
			if (step < segment.height * LOWEST_STEP) continue;
			const under = firstUnder(line, segment);
			if (!isBeginFound && first !== under) yield first;
			isBeginFound = true;
			if (under) {
				yield under;
				return;
			}
		}
	}
}

function segmentOf(run: readonly Standing[]): Omit<Segment, 'line' | 'place'>[] {
	const [first, last] = [run[0], run.at(-1)];
	const line = lineOf(run);
	if (!first || !last || line.text === '') return [];
	const { angle, across, along, glyph } = first;
	return [{ ...line, angle, across, along, alongEnd: last.alongEnd, height: glyph.height }];
}

/** The index of the first line under a segment, found by binary search: a page may have very many. */
function firstUnder(line: readonly Segment[], { along, alongEnd }: Segment): Segment | undefined {
	let [low, high] = [0, line.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((line[middle]?.alongEnd ?? Infinity) > along) high = middle;
		else low = middle + 1;
	}
	const found = line[low];
	return found && found.along < alongEnd ? found : undefined;
}
