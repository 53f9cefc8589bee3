import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

const A4: [number, number] = [595, 842];

const PARAGRAPHS = [
	'1. Party A sells, and Party B buys, one hundred units of the goods described in the annex.',
	'2. The price is fixed. It is due thirty days after both parties have signed.',
	'3. Party A delivers within ten days of payment, at its own risk and cost.',
	'4. The contract takes effect with the later of the two electronic signatures.',
];

/** A contract of two pages: its terms, and the places for the two parties' signatures. */
export async function drawContract(orderNumber: string): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const terms = pdf.addPage(A4);
	terms.drawText('Contract of sale', { x: 60, y: 760, size: 24, font });
	terms.drawText(`No. ${orderNumber}`, { x: 60, y: 734, size: 11, font });
	PARAGRAPHS.forEach((text, index) =>
		terms.drawText(text, { x: 60, y: 680 - index * 60, size: 12, font, maxWidth: 475 }),
	);
	const signatures = pdf.addPage(A4);
	signatures.drawText('Signatures', { x: 60, y: 760, size: 24, font });
	signatures.drawText('Party A (seal)', { x: 60, y: 690, size: 12, font });
	signatures.drawText('Party B', { x: 340, y: 690, size: 12, font });
	return Buffer.from(await pdf.save());
}
