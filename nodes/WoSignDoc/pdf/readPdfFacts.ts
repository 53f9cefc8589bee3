import { factsOfProblem } from './pdfFacts';
import type { PdfFacts } from './pdfFacts';
import { Skeleton } from './skeleton';

/**
 * Reads the facts of a PDF out of its bytes, which are read to their end whatever they are, in memory bounded by
 * `PDF_BOUNDS` and `FILE_BOUNDS`; where keywords are asked for, its text, too. A file is a value whatever is wrong with
 * it; only the stream's own error is thrown.
 */
export async function readPdfFacts(
	chunks: AsyncIterable<Buffer>,
	keywords: readonly string[] = [],
): Promise<PdfFacts> {
	const skeleton = new Skeleton(keywords.length > 0 ? 'contents' : 'none');
	let problem: PdfFacts | undefined;
	for await (const chunk of chunks) problem ??= problemOf(() => skeleton.feed(chunk));
	problem ??= problemOf(() => skeleton.end());
	if (problem) return problem;
	const { readSkeleton } = await import('./pdfLibrary');
	return readSkeleton(skeleton, keywords);
}

function problemOf(step: () => void): PdfFacts | undefined {
	try {
		step();
		return undefined;
	} catch (error) {
		return factsOfProblem(error);
	}
}
