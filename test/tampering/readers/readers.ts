import { mupdf } from './mupdf';
import { PdfJs, pdfjsFolder } from './pdfjs';
import { poppler } from './poppler';
import { qpdf } from './qpdf';
import { isInstalled, type Reader } from './reader';

/** The readers available on this machine. */
export async function installedReaders(): Promise<Reader[]> {
	const found = await Promise.all([
		isInstalled('pdftoppm', '-v').then((is) => (is ? [poppler] : [])),
		isInstalled('mutool', '-v').then((is) => (is ? [mupdf] : [])),
		isInstalled('qpdf', '--version').then((is) => (is ? [qpdf] : [])),
	]);
	const folder = pdfjsFolder();
	return [...found.flat(), ...(folder === undefined ? [] : [new PdfJs(folder)])];
}
