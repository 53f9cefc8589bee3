import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { SigningPlace } from './sandboxOrder';

/** A template on the platform. */
export interface Template {
	subject: string;
	/** In signing order. */
	signers: ReadonlyArray<{ signType: 1 | 2; places: readonly SigningPlace[] }>;
	/** The template's own document, a PDF. */
	document(): Promise<Buffer>;
}

const left = { x1: 0.1, y1: 0.12, x2: 0.35, y2: 0.27 };
const right = { x1: 0.6, y1: 0.12, x2: 0.85, y2: 0.27 };

/** The built-in templates, by `tempid`. */
export const templates: ReadonlyMap<string, Template> = new Map([
	[
		'employment-contract',
		template('Employment contract', 2, [
			{ signType: 1, places: [{ page: 2, ...left }] },
			{ signType: 2, places: [{ page: 2, ...right }] },
		]),
	],
	['consent-form', template('Consent form', 1, [{ signType: 2, places: [{ page: 1, ...right }] }])],
	[
		'supply-agreement',
		template('Supply agreement', 3, [
			{
				signType: 1,
				places: [
					{ page: 1, ...left },
					{ page: 3, ...left },
				],
			},
			{ signType: 1, places: [{ page: 3, ...right }] },
		]),
	],
]);

function template(subject: string, pages: number, signers: Template['signers']): Template {
	return { subject, signers, document: () => draw(subject, pages) };
}

async function draw(title: string, pages: number): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	pdf.setTitle(title);
	for (let number = 1; number <= pages; number++) {
		const page = pdf.addPage([595, 842]);
		page.drawText(title, { x: 60, y: 770, size: 20, font });
		page.drawText(`Template of the WoSignDoc sandbox, page ${number} of ${pages}`, {
			x: 60,
			y: 740,
			size: 11,
			font,
		});
	}
	return Buffer.from(await pdf.save());
}
