import type { PreviewContent } from './preview/previewContent';

/**
 * A copy of a PDF with boxes drawn on its pages and a legend at its end, marked as a preview in words and for
 * `readPdfFacts`; undefined when the file cannot be changed. All of it is held in memory, several times its size.
 */
export async function drawPreview(
	pdf: Uint8Array,
	content: PreviewContent,
): Promise<Uint8Array | undefined> {
	const { renderPreview } = await import('./pdfLibrary');
	return await renderPreview(pdf, content).catch(() => undefined);
}
