import { PDFDocument } from '@cantoo/pdf-lib';
import type { PageSize } from '../../protocol/placement/box';
import { PDF_BOUNDS } from '../bounds';
import type { JoinedParts, PartFile } from '../joinedParts';
import { writePdf } from '../writePdf';
import { copyPdf } from './copyPdf';
import type { CopiedPages } from './copyPdf';
import { copyPicture } from './copyPicture';
import type { CopiedPart } from './joinedDocument';
import { joinForms, joinOutlines, joinPageLabels, joinPages } from './joinedDocument';
import { joinLayers } from './layers';

/** Joins the parts; see `joinFiles`. */
export async function joinParts(parts: readonly PartFile[]): Promise<JoinedParts> {
	const document = await PDFDocument.create({ updateMetadata: false });
	const copied: CopiedPart[] = [];
	const sizes: PageSize[][] = [];
	const problems: { part: number; message: string }[] = [];
	const remarks: { part: number; message: string }[] = [];
	let pageCount = 0;
	for (const [part, file] of parts.entries()) {
		const pages = await copyPart(document, file);
		if (pages.kind === 'refused') {
			problems.push({ part, message: pages.reason });
			continue;
		}
		pageCount += pages.pages.length;
		if (pageCount > PDF_BOUNDS.joinedPages) {
			const most = PDF_BOUNDS.joinedPages.toLocaleString('en');
			problems.push({ part, message: `has page ${most} of all; more are not joined` });
			break;
		}
		copied.push({ name: file.name, ...pages });
		sizes.push([...pages.sizes]);
		remarks.push(...pages.remarks.map((message) => ({ part, message })));
	}
	if (problems.length > 0) return { kind: 'refused', problems };
	joinPages(document, copied);
	joinOutlines(document, copied);
	joinPageLabels(document, copied);
	const catalogs = copied.map(({ catalog }) => catalog);
	joinLayers(document, catalogs);
	remarks.push(...joinForms(document, copied));
	for (const catalog of catalogs) await catalog?.copier.finish();
	// The same parts produce the same bytes: they contain no time and no random number.
	return { kind: 'joined', pdf: await writePdf(document.context), sizes, remarks };
}

async function copyPart(document: PDFDocument, { type, read }: PartFile): Promise<CopiedPages> {
	if (type === 'pdf') return await copyPdf(document, read());
	const chunks: Buffer[] = [];
	for await (const chunk of read()) chunks.push(chunk);
	return await copyPicture(document, type, Buffer.concat(chunks));
}
