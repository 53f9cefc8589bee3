import { readPdfFacts } from '../../../../nodes/WoSignDoc/pdf/readPdfFacts';
import type {
	DocumentText,
	TextBox,
} from '../../../../nodes/WoSignDoc/protocol/placement/documentText';
import type { Objects } from '../../../support/pdfText';
import { onePage, pdfOf, streamOf } from '../../../support/pdfText';

async function* streamed(pdf: Buffer): AsyncGenerator<Buffer> {
	yield await Promise.resolve(pdf);
}

/** What is found of the keywords in a PDF, which must be readable. */
export async function textOf(pdf: Buffer, ...keywords: string[]): Promise<DocumentText> {
	const facts = await readPdfFacts(streamed(pdf), keywords);
	if (facts.kind !== 'readable' || !facts.text)
		throw new Error(`no text: ${JSON.stringify(facts)}`);
	return facts.text;
}

/** The boxes of a keyword on all pages, in whole points: left, bottom, right, top. */
export async function boxesOf(pdf: Buffer, keyword: string): Promise<number[][]> {
	const { hits } = await textOf(pdf, keyword);
	return (hits.get(keyword) ?? []).map(({ box }) => inPoints(box));
}

/** The boxes of the first parts of a keyword that is split over lines or cells. */
export async function splitBoxesOf(pdf: Buffer, keyword: string): Promise<number[][]> {
	const { acrossLines } = await textOf(pdf, keyword);
	return (acrossLines.get(keyword) ?? []).map(({ box }) => inPoints(box));
}

export const inPoints = ({ left, bottom, right, top }: TextBox): number[] =>
	[left, bottom, right, top].map((value) => Math.round(value) + 0);

/** A font whose every letter is half as wide as it is high, and 1 above and 0 below the line. */
export const HALF_WIDE = {
	10: `<< /Type /Font /Subtype /TrueType /BaseFont /Half /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255
		/Widths [${'500 '.repeat(224)}] /FontDescriptor 11 0 R >>`,
	11: '<< /Type /FontDescriptor /FontName /Half /Ascent 1000 /Descent -1 >>',
};

/** A page of 1,000 × 1,000 points with these contents, in the font `/F`. */
export function pageOf(content: string, more: Objects = {}, entries = ''): Buffer {
	return pdfOf({
		...onePage(
			`/MediaBox [0 0 1000 1000] /Contents 4 0 R ${entries} /Resources << /Font << /F 10 0 R /G 12 0 R >> /XObject << /X 20 0 R /Y 21 0 R >> >>`,
		),
		4: streamOf(content),
		...HALF_WIDE,
		...more,
	});
}
