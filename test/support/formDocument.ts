import { degrees, PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PDFForm, PDFPage } from '@cantoo/pdf-lib';

/** A contract with a form: `party`, `terms` with several lines, `code` as a comb field, `agreed`, `kind`, `city`. */
export async function formDocument(
	change: (form: PDFForm, page: PDFPage, document: PDFDocument) => void = () => undefined,
): Promise<Buffer> {
	const document = await PDFDocument.create();
	const page = document.addPage([595, 842]);
	const form = document.getForm();
	form.createTextField('party').addToPage(page, { x: 50, y: 700, width: 250, height: 24 });
	const terms = form.createTextField('terms');
	terms.enableMultiline();
	terms.addToPage(page, { x: 50, y: 500, width: 250, height: 120 });
	const code = form.createTextField('code');
	code.setMaxLength(6);
	code.enableCombing();
	code.addToPage(page, { x: 50, y: 460, width: 180, height: 24 });
	form.createCheckBox('agreed').addToPage(page, { x: 50, y: 420, width: 20, height: 20 });
	const kind = form.createRadioGroup('kind');
	kind.addOptionToPage('annual', page, { x: 50, y: 380, width: 20, height: 20 });
	kind.addOptionToPage('monthly', page, { x: 90, y: 380, width: 20, height: 20 });
	const city = form.createDropdown('city');
	city.addOptions(['深圳', 'Beijing']);
	city.addToPage(page, { x: 50, y: 340, width: 200, height: 24 });
	form.createTextField('turned').addToPage(page, {
		...{ x: 400, y: 300, width: 30, height: 200, rotate: degrees(90) },
	});
	change(form, page, document);
	return Buffer.from(await document.save());
}

/** The same, as saved by another program that adds its own entries to the form's dictionary. */
export async function formWith(entries: Readonly<Record<string, string>>): Promise<Buffer> {
	return await formDocument((_, __, document) => {
		const form = document.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
		for (const [key, value] of Object.entries(entries)) {
			form.set(PDFName.of(key), PDFString.of(value));
		}
	});
}
