import { feedSkeleton } from './feedSkeleton';
import { openDocument } from './openDocument';
import { seenSize } from './pageBox';
import { readPages } from './pageTree';
import { factsOfProblem } from './pdfFacts';
import type { PdfFacts } from './pdfFacts';
import { isPreview } from './previewMark';
import type { Skeleton } from './skeleton';
import { findKeywords } from './text/findKeywords';

/** Reads the facts of a PDF; see `readPdfFacts`. */
export async function readFacts(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	keywords: readonly string[],
): Promise<PdfFacts> {
	const fed = await feedSkeleton(chunks, keywords.length > 0 ? 'contents' : 'none');
	if (fed.kind === 'wrong') return factsOfProblem(fed.problem);
	try {
		return await factsOf(fed.skeleton, keywords);
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
