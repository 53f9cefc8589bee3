import type { PdfFacts } from './pdfFacts';

/**
 * Reads the facts of a PDF from its bytes, which are read to their end whatever they are, in memory bounded by
 * `PDF_BOUNDS` and `FILE_BOUNDS`; if keywords are given, its text, too. Any file has a result, whatever is wrong with
 * it; only the stream's own error is thrown.
 */
export async function readPdfFacts(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	keywords: readonly string[] = [],
): Promise<PdfFacts> {
	const { readFacts } = await import('./pdfLibrary');
	return await readFacts(chunks, keywords);
}
