import type { PlacedGlyph } from './pageGlyphs';
import type { LineSegments, Segment } from './lineSegments';

/** What a line may end with if a word continues on the next one: hyphens (a soft one isn't a character of the text). */
const HYPHEN_AT_END = /[-\u2010]$/;
/** Maximum lines and cells that one keyword spans. */
const MOST_PARTS = 8;
/** Search steps per segment of a page, so that the time is proportional to the page's size. */
const STEPS_EACH = 8;

/**
 * Where a keyword occurs that continues on the next line or in the next cell: the glyphs of the first part of each
 * occurrence. Every part but the first begins its line or cell, and every part but the last ends it, except for a
 * hyphen.
 *
 * @param sought normalized with `plainText`
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

	/** The end of the segment with which the keyword begins, if it continues elsewhere. */
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

/** A segment's text, and, if it ends with a hyphen, the text before that. */
function endings({ text }: Segment) {
	const whole = { text, isHyphenated: false };
	if (!HYPHEN_AT_END.test(text)) return [whole];
	return [whole, { text: text.slice(0, -1), isHyphenated: true }];
}
