import type { PdfFacts } from '../../../nodes/WoSignDoc/pdf/pdfFacts';
import { readPdfFacts } from '../../../nodes/WoSignDoc/pdf/readPdfFacts';
import { cuttings } from '../push/seededCuts';

async function* streamed(pieces: Iterable<Buffer>): AsyncGenerator<Buffer> {
	yield* pieces;
}

/** The facts of a PDF that comes in these pieces, with its text where keywords are looked for. */
export const readPieces = (
	pieces: Iterable<Buffer>,
	keywords: readonly string[] = [],
): Promise<PdfFacts> => readPdfFacts(streamed(pieces), keywords);

/** The facts of a PDF, which must be the same however its bytes are cut. */
export async function readInPieces(pdf: Buffer): Promise<PdfFacts> {
	const [whole, ...others] = await Promise.all(cuttings(pdf).map((pieces) => readPieces(pieces)));
	if (!whole) throw new Error('there is no cutting');
	for (const facts of others) expect(facts).toEqual(whole);
	return whole;
}

export const readable = (...pages: (readonly [number, number])[]) => ({
	kind: 'readable',
	pages: pages.map(([width, height]) => ({ width, height })),
	restricted: false,
});
