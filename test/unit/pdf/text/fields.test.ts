import { onePage, pdfOf, streamOf } from '../../../support/pdfText';
import { boxesOf, textOf } from './found';

const RECT = '/Rect [100 200 300 220]';
const helvetica = '/DA (/Helv 10 Tf 0 g)';

/** A page with one field on it, and a form that asks for appearances or does not. */
function withField(field: string, form = '', more = {}): Buffer {
	return pdfOf({
		...onePage('/MediaBox [0 0 600 800] /Annots [5 0 R]'),
		1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] ${form} >> >>`,
		5: `<< /Type /Annot /Subtype /Widget ${RECT} /T (name) ${field} >>`,
		...more,
	});
}

describe('the value of a form field', () => {
	it('is found where the field has no appearance of its own', async () => {
		const pdf = withField(`/FT /Tx /V (Alice) ${helvetica}`);
		const [box, ...others] = await boxesOf(pdf, 'Alice');
		expect(others).toEqual([]);
		const [left = 0, bottom = 0, right = 0, top = 0] = box ?? [];
		expect(left).toBe(102);
		expect(right).toBeGreaterThan(125);
		expect(right).toBeLessThan(135);
		expect(bottom).toBeGreaterThanOrEqual(199);
		expect(top).toBeLessThanOrEqual(221);
	});

	it.each([
		['in Chinese', '/FT /Tx /V <FEFF75326cd5>', '', '甲法'],
		['in a size that the reader chooses', '/FT /Tx /V (Alice) /DA (/F 0 Tf)', '', 'Alice'],
		['of a field above it', '/Parent 6 0 R', '', 'Alice'],
		['on the second line', '/FT /Tx /Ff 4096 /V (Bob\\nAlice)', '', 'Alice'],
		['that was chosen', '/FT /Ch /V (a) /Opt [[(b) (Bob)] [(a) (Alice)]]', '', 'Alice'],
		[
			'instead of an empty appearance, where the document asks for new ones',
			'/FT /Tx /V (Alice) /AP << /N 7 0 R >>',
			'/NeedAppearances true',
			'Alice',
		],
	])('is found %s', async (_, field, form, keyword) => {
		const pdf = withField(field, form, {
			6: '<< /FT /Tx /V (Alice) /T (above) >>',
			7: streamOf('/Tx BMC EMC', '/Subtype /Form /BBox [0 0 200 20]'),
		});
		expect(await boxesOf(pdf, keyword)).toHaveLength(1);
	});

	it.each([
		['at the left', '', 102],
		['in the middle', '/Q 1', 188],
		['at the right', '/Q 2', 273],
	])('is found %s, as the field has it', async (_, align, left) => {
		const pdf = withField(`/FT /Tx /V (Alice) ${helvetica} ${align}`);
		expect(await boxesOf(pdf, 'Alice')).toMatchObject([{ 0: left }]);
	});

	it('is found on the first line and in the field, though it is too long for a line', async () => {
		const pdf = withField(`/FT /Tx /Ff 4096 /V (Alice${'x'.repeat(60)}Bob) ${helvetica}`);
		const [[left, bottom = 0] = []] = await boxesOf(pdf, 'Alice');
		expect([left, bottom > 200]).toEqual([102, true]);
		const [[, nextBottom = 0, right] = []] = await boxesOf(pdf, 'Bob');
		expect([bottom - nextBottom < 15, bottom > nextBottom]).toEqual([true, true]);
		expect(right).toBeLessThan(300);
	});

	it.each([
		['of a password', '/FT /Tx /Ff 8192 /V (Alice)'],
		['of a hidden field', '/FT /Tx /F 2 /V (Alice)'],
		['of a button', '/FT /Btn /V (Alice)'],
		['that its own appearance does not show', '/FT /Tx /V (Alice) /AP << /N 7 0 R >>'],
	])('is not found %s', async (_, field) => {
		const pdf = withField(field, '', {
			7: streamOf('/Tx BMC EMC', '/Subtype /Form /BBox [0 0 200 20]'),
		});
		expect(await boxesOf(pdf, 'Alice')).toEqual([]);
	});

	it('takes no time worth speaking of, however many and long they are', async () => {
		const widget = `<< /Subtype /Widget ${RECT} /Parent 6 0 R >>`;
		const pdf = pdfOf({
			...onePage(`/MediaBox [0 0 600 800] /Annots [${widget.repeat(4_000)}]`),
			6: `<< /FT /Tx /Ff 4096 /V (${'Alice '.repeat(10_000)}) >>`,
		});
		const { pages } = await textOf(pdf, 'nobody');
		expect(pages).toEqual(['partial']);
	});
});
