import type { PlacedGlyph } from './pageGlyphs';
import type { LineSegments, Segment } from './lineSegments';

/** What a line may end with where a word goes on in the next: hyphens (a soft one is no character of the text). */
const HYPHEN_AT_END = /[-\u2010]$/;
/** Lines and cells that one keyword goes over. */
const MOST_PARTS = 8;
/** Steps of the search for each segment of a page, so that it takes no longer than the page is large. */
const STEPS_EACH = 8;

/**
 * Where a keyword stands that goes on in the next line or in the next cell: of each place the glyphs of its first part.
 * Every part but the first begins its line or cell, and every part but the last ends it, but for a hyphen.
 *
 * @param sought as `plainText` has it
 */
export function splitKeywords(segments: LineSegments, sought: string): PlacedGlyph[][] {
	const all = segments.all();
	const search = new Search(segments, STEPS_EACH * all.length);
	return all.flatMap((segment) => search.firstParts(segment, sought));
}

class Search {
	constructor(
		private readonly segments: LineSegments,
		private left: number,
	) {}

	/** The end of the segment with which the keyword begins, if it goes on elsewhere. */
	firstParts(segment: Segment, sought: string): PlacedGlyph[][] {
		for (const { text, isHyphenated } of endings(segment)) {
			const longest = Math.min(sought.length - 1, text.length);
			for (let length = longest; length > 0; length--) {
				if (!text.endsWith(sought.slice(0, length))) continue;
				if (!this.goesOn(segment, sought.slice(length), isHyphenated, MOST_PARTS - 1)) continue;
				return [segment.glyphs.slice(text.length - length, text.length)];
			}
		}
		return [];
	}

	/** Whether the rest of a keyword follows the segment. */
	private goesOn(segment: Segment, rest: string, isHyphenated: boolean, parts: number): boolean {
		if (parts === 0) return false;
		for (const next of this.following(segment, isHyphenated)) {
			if (this.left-- <= 0) return false;
			if (next.text.startsWith(rest)) return true;
			for (const ending of endings(next)) {
				if (ending.text === '' || !rest.startsWith(ending.text)) continue;
				const remaining = rest.slice(ending.text.length);
				if (this.goesOn(next, remaining, ending.isHyphenated, parts - 1)) return true;
			}
		}
		return false;
	}

	private *following(segment: Segment, isHyphenated: boolean): Generator<Segment> {
		const next = isHyphenated ? undefined : this.segments.nextOnLine(segment);
		if (next) yield next;
		yield* this.segments.below(segment);
	}
}

/** A segment's text, and where it ends with a hyphen, what stands before that. */
function endings({ text }: Segment) {
	const whole = { text, isHyphenated: false };
	if (!HYPHEN_AT_END.test(text)) return [whole];
	return [whole, { text: text.slice(0, -1), isHyphenated: true }];
}
