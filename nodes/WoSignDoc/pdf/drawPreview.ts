import type { PreviewContent } from './preview/previewContent';

/**
 * A copy of a PDF with boxes drawn on its pages and a legend at its end, marked as a preview in words and for
 * `readPdfFacts`; undefined if the file can't be changed. It takes several times the file's size in memory.
 */
export async function drawPreview(
	pdf: Uint8Array,
	content: PreviewContent,
): Promise<Uint8Array | undefined> {
	const { renderPreview } = await import('./pdfLibrary');
	return await renderPreview(pdf, content).catch(() => undefined);
}
