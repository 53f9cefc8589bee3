import { waitForTick } from '@cantoo/pdf-lib';
import type {
	DocumentText,
	KeywordHit,
	PageText,
	TextBox,
} from '../../protocol/placement/documentText';
import { PDF_BOUNDS } from '../bounds';
import { Pace } from '../file/pace';
import type { Resolver } from '../pageBox';
import { seenSize } from '../pageBox';
import type { Page } from '../pageTree';
import { ContentSource } from './contentSource';
import { Fonts } from './fonts';
import { SearchablePage } from './keywordHits';
import type { PageGlyphs } from './pageGlyphs';
import { readPageGlyphs } from './textInterpreter';

/** Searches for keywords on all pages of a document whose streams were kept; never throws. */
export async function findKeywords(
	table: Resolver,
	pages: readonly Page[],
	keywords: readonly string[],
): Promise<DocumentText> {
	const source = new ContentSource(table);
	const fonts = new Fonts(source);
	const pace = new Pace(waitForTick);
	const hits = hitLists(keywords);
	const acrossLines = hitLists(keywords);
	const texts: PageText[] = [];
	for (const [index, page] of pages.entries()) {
		const found = await readPageGlyphs(source, fonts, page, pace);
		await pace.step();
		const searchable = new SearchablePage(onPage(found, page));
		for (const keyword of keywords) {
			await pace.step();
			const onOneLine = searchable.find(keyword);
			addHits(hits.get(keyword), index + 1, onOneLine);
			// A page that has the keyword on one line is never signed where it is split.
			const split = onOneLine.length > 0 ? [] : searchable.findAcrossLines(keyword);
			addHits(acrossLines.get(keyword), index + 1, split);
		}
		texts.push(stateOf(found));
	}
	return { hits, acrossLines, pages: texts };
}

function hitLists(keywords: readonly string[]): Map<string, KeywordHit[]> {
	return new Map(keywords.map((keyword) => [keyword, []]));
}

function addHits(list: KeywordHit[] = [], page: number, boxes: readonly TextBox[]): void {
	const room = PDF_BOUNDS.keywordHits - list.length;
	list.push(...boxes.slice(0, room).map((box) => ({ page, box })));
}

/** The glyphs that a reader sees: those whose center is on the page. */
function onPage({ glyphs }: PageGlyphs, { box }: Page) {
	const { width, height } = seenSize(box);
	return glyphs.filter(({ left, bottom, right, top }) => {
		const [x, y] = [(left + right) / 2, (bottom + top) / 2];
		return x >= 0 && x <= width && y >= 0 && y <= height;
	});
}

function stateOf({ glyphs, images, unknown, incomplete }: PageGlyphs): PageText {
	if (incomplete) return 'partial';
	if (unknown > 0) return 'unknown';
	if (glyphs.length > 0) return 'text';
	return images > 0 ? 'picture' : 'none';
}
