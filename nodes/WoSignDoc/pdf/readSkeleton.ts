import { PDFDict, PDFRawStream } from '@cantoo/pdf-lib';
import { openEncryption } from './encryption';
import { unpackObjectStreams } from './objectStreams';
import { ObjectTable } from './objectTable';
import { seenSize } from './pageBox';
import { readPages } from './pageTree';
import { factsOfProblem } from './pdfFacts';
import type { PdfFacts } from './pdfFacts';
import { isPreview } from './previewMark';
import type { Skeleton } from './skeleton';
import { findKeywords } from './text/findKeywords';
import { readTrailer } from './trailer';

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
	const table = new ObjectTable(skeleton.objects);
	const { root, encryption, id } = readTrailer(table, skeleton.trailers);
	const objectStreams = skeleton.objectStreams.flatMap(({ text, ...place }) => {
		const stream = table.parse(text);
		return stream instanceof PDFRawStream ? [{ ...place, stream }] : [];
	});
	const restricted = encryption instanceof PDFDict;
	const opened = restricted ? await openEncryption(encryption, id, objectStreams) : objectStreams;
	if (opened === 'passwordProtected') return { kind: opened };
	await unpackObjectStreams(table, opened);
	const pages = readPages(table, root);
	return {
		kind: 'readable',
		pages: pages.map(({ box }) => seenSize(box)),
		restricted,
		...(isPreview(table, root) && { preview: true }),
		// What is encrypted cannot be read here but for the structure.
		...(keywords.length > 0 && !restricted && { text: await findKeywords(table, pages, keywords) }),
	};
}
