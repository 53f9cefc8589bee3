import { PDFDict, PDFRawStream } from '@cantoo/pdf-lib';
import { openEncryption } from './encryption';
import { unpackObjectStreams } from './objectStreams';
import { ObjectTable } from './objectTable';
import { readPages } from './pageTree';
import { factsOfProblem } from './pdfFacts';
import type { PdfFacts } from './pdfFacts';
import type { Skeleton } from './skeleton';
import { readTrailer } from './trailer';

/** The facts of the PDF whose skeleton this is; never throws. */
export async function readSkeleton(skeleton: Skeleton): Promise<PdfFacts> {
	try {
		return await factsOf(skeleton);
	} catch (error) {
		return factsOfProblem(error);
	}
}

async function factsOf(skeleton: Skeleton): Promise<PdfFacts> {
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
	return { kind: 'readable', pages: readPages(table, root), restricted };
}
