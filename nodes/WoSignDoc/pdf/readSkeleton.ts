import { openDocument } from './openDocument';
import { seenSize } from './pageBox';
import { readPages } from './pageTree';
import { factsOfProblem } from './pdfFacts';
import type { PdfFacts } from './pdfFacts';
import { isPreview } from './previewMark';
import type { Skeleton } from './skeleton';
import { findKeywords } from './text/findKeywords';

/** The facts of the PDF whose skeleton this is, and where the keywords are in it; never throws. */
export async function readSkeleton(
	skeleton: Skeleton,
	keywords: readonly string[] = [],
): Promise<PdfFacts> {
	try {
		return await factsOf(skeleton, keywords);
	} catch (error) {
		return factsOfProblem(error);
	}
}

async function factsOf(skeleton: Skeleton, keywords: readonly string[]): Promise<PdfFacts> {
	const opened = await openDocument(skeleton);
	if (opened === 'passwordProtected') return { kind: opened };
	const { table, root, restricted, repaired } = opened;
	const pages = readPages(table, root);
	return {
		kind: 'readable',
		pages: pages.map(({ box }) => seenSize(box)),
		restricted,
		...(repaired !== undefined && { repaired }),
		...(isPreview(table, root) && { preview: true }),
		...(keywords.length > 0 && { text: await findKeywords(table, pages, keywords) }),
	};
}
