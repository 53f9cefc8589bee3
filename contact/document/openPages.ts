import { waitForTick } from '@cantoo/pdf-lib';
import { Pace } from '../../nodes/WoSignDoc/pdf/file/pace';
import { openDocument } from '../../nodes/WoSignDoc/pdf/openDocument';
import type { OpenedDocument } from '../../nodes/WoSignDoc/pdf/openDocument';
import type { Page } from '../../nodes/WoSignDoc/pdf/pageTree';
import { readPages } from '../../nodes/WoSignDoc/pdf/pageTree';
import { Skeleton } from '../../nodes/WoSignDoc/pdf/skeleton';
import { ContentSource } from '../../nodes/WoSignDoc/pdf/text/contentSource';
import { Fonts } from '../../nodes/WoSignDoc/pdf/text/fonts';
import { readPageGlyphs } from '../../nodes/WoSignDoc/pdf/text/textInterpreter';
import type { Mark } from './drawnMarks';
import { readMarks } from './drawnMarks';

/** A PDF's pages and their drawings. */
export interface DrawnDocument {
	readonly opened: OpenedDocument;
	readonly pages: readonly Page[];
	/** Undefined for a page that could not be read completely. */
	readonly marks: readonly (readonly Mark[] | undefined)[];
}

/** Maximum number of pages to read; more than the calibration document has. */
const MOST_PAGES = 20;

/** Reads a PDF; undefined if it isn't one, needs a password, or can't be read. Never throws. */
export async function readDrawn(pdf: Buffer): Promise<DrawnDocument | undefined> {
	try {
		const skeleton = new Skeleton('contents');
		skeleton.feed(pdf);
		skeleton.end();
		const opened = await openDocument(skeleton);
		if (opened === 'passwordProtected') return undefined;
		const pages = readPages(opened.table, opened.root);
		return { opened, pages, marks: await marksOf(opened, pages.slice(0, MOST_PAGES)) };
	} catch {
		return undefined;
	}
}

async function marksOf(
	{ table }: OpenedDocument,
	pages: readonly Page[],
): Promise<(Mark[] | undefined)[]> {
	const source = new ContentSource(table);
	const fonts = new Fonts(source);
	const pace = new Pace(waitForTick);
	const marks: (Mark[] | undefined)[] = [];
	for (const page of pages) {
		const drawn = await readMarks(source, page, pace);
		const { glyphs, incomplete } = await readPageGlyphs(source, fonts, page, pace);
		const characters = glyphs.map(({ text, left, bottom, right, top }) => ({
			look: `text ${text}`,
			left,
			bottom,
			right,
			top,
		}));
		marks.push(drawn && !incomplete ? [...drawn, ...characters] : undefined);
	}
	return marks;
}
