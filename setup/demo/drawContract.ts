import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** Small enough to be read as a picture. */
const A5: [number, number] = [420, 595];

const PARAGRAPHS = [
	'1. Party A sells, and Party B buys, one hundred units of the goods described in the annex.',
	'2. The price is fixed. It is due thirty days after both parties have signed.',
	'3. Party A delivers within ten days of payment, at its own risk and cost.',
	'4. The contract takes effect with the later of the two electronic signatures.',
];

/** A contract of one page: its terms, and below them the places for the two parties' signatures. */
export async function drawContract(orderNumber: string): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const page = pdf.addPage(A5);
	page.drawText('Contract of sale', { x: 40, y: 530, size: 20, font });
	page.drawText(`No. ${orderNumber}`, { x: 40, y: 508, size: 10, font });
	PARAGRAPHS.forEach((text, index) =>
		page.drawText(text, {
			x: 40,
			y: 470 - index * 46,
			size: 11,
			lineHeight: 16,
			font,
			maxWidth: 340,
		}),
	);
	page.drawText('Party A (seal)', { x: 40, y: 260, size: 11, font });
	page.drawText('Party B', { x: 230, y: 260, size: 11, font });
	return Buffer.from(await pdf.save());
}
