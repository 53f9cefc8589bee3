import { execFileSync } from 'node:child_process';

/** The first page of a PDF as PNG of 840 pixels across, as Poppler's pdftoppm draws it. */
export function drawPage(pdf: Buffer): Buffer {
	const options = ['-png', '-singlefile', '-scale-to-x', '840', '-scale-to-y', '-1', '-'];
	return execFileSync('pdftoppm', options, { input: pdf, maxBuffer: 64 * 1024 * 1024 });
}
