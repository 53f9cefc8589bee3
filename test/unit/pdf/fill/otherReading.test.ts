import { fillForm } from '../../../../nodes/WoSignDoc/pdf/fill/fillForm';
import type { Objects } from '../../../support/pdfText';
import { onePage, pdfOf, streamOf } from '../../../support/pdfText';

/** A page with a text and a field. */
const contract = (objects: Objects = {}) =>
	pdfOf({
		...onePage(
			'/MediaBox [0 0 595 842] /Resources << /Font << /F1 9 0 R >> >> /Contents 8 0 R /Annots [7 0 R]',
		),
		1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
		7: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [9 9 99 29] >>',
		8: streamOf('BT /F1 40 Tf 50 400 Td (Pay 100) Tj ET'),
		9: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
		...objects,
	});

async function warnings(pdf: Buffer): Promise<string> {
	const filling = await fillForm(pdf, new Map([['name', 'A']]), { flatten: true });
	return filling.kind === 'filled'
		? filling.remarks.map(({ message }) => message).join()
		: 'refused';
}

async function problems(pdf: Buffer): Promise<string> {
	const filling = await fillForm(pdf, new Map([['name', 'A']]), { flatten: true });
	return filling.kind === 'refused' ? filling.problems.map(({ message }) => message).join() : '';
}

describe('a form is not filled in where its contract would become another:', () => {
	it('an object follows those that readers find', async () => {
		const text = contract().toString('latin1');
		const other = `8 0 obj\n${streamOf('BT /F1 40 Tf 50 400 Td (Pay 900) Tj ET')}\nendobj\n`;
		const end = text.slice(text.lastIndexOf('startxref'));
		expect(await problems(Buffer.from(`${text}${other}${end}`, 'latin1'))).toContain(
			'show different things',
		);
		expect(await problems(contract())).toBe('');
	});

	it('its contents seem to end earlier, and would be cut off', async () => {
		const content = '% endstream\nBT /F1 40 Tf 50 400 Td (Pay 100) Tj ET';
		const stream = `<< /Length 11 0 R >>\nstream\n${content}\nendstream`;
		expect(await problems(contract({ 8: stream, 11: `${content.length}` }))).toContain(
			'wrong lengths',
		);
	});
});

describe('a value that may not be seen is filled in with a warning:', () => {
	const widget = (entries: string, rect = '9 9 99 29', kind = '/Type /Annot /Subtype /Widget') =>
		contract({ 7: `<< ${kind} /FT /Tx /T (name) /Rect [${rect}] ${entries} >>` });

	it.each([
		['its field is hidden', widget('/F 2'), 'on no page'],
		['its field is in a layer', widget('/OC 20 0 R'), 'in a layer'],
		['its field is off the page', widget('', '900 9 999 29'), 'on no page'],
		['its field is no annotation', widget('', '9 9 99 29', ''), 'on no page'],
		['its text is white', widget('/DA (/Helv 9 Tf 1 1 1 rg)'), 'hardly differs'],
		['its text is as dark as its background', widget('/MK << /BG [0 0 0 1] >>'), 'hardly differs'],
	])('%s', async (_, pdf, warning) => {
		expect(await warnings(pdf)).toContain(warning);
	});

	it('but not one that is seen', async () => {
		expect(await warnings(widget('/DA (/Helv 9 Tf 1 g)  /MK << /BG [0] >>'))).toBe('');
		expect(await warnings(widget('/F 4'))).toBe('');
	});
});
