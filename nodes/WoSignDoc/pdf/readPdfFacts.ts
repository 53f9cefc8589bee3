import type { PdfFacts } from './pdfFacts';

/**
 * Reads the facts of a PDF out of its bytes, which are read to their end whatever they are, in memory bounded by
 * `PDF_BOUNDS` and `FILE_BOUNDS`; where keywords are asked for, its text, too. A file is a value whatever is wrong with
 * it; only the stream's own error is thrown.
 */
export async function readPdfFacts(
	chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
	keywords: readonly string[] = [],
): Promise<PdfFacts> {
	const { readFacts } = await import('./pdfLibrary');
	return await readFacts(chunks, keywords);
}
