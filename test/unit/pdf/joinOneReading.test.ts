import { joinFiles } from '../../../nodes/WoSignDoc/pdf/joinFiles';
import type { Objects } from '../../support/pdfText';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';

/** A page that shows a text, and what else is in the file. */
const shows = (text: string, others: Objects = {}) => ({
	...onePage(
		'/MediaBox [0 0 595 842] /Resources << /Font << /F1 9 0 R >> >> /Contents 8 0 R /Annots 12 0 R',
	),
	8: streamOf(`BT /F1 40 Tf 50 400 Td (${text}) Tj ET`),
	9: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	...others,
});

async function join(text: string) {
	const pdf = Buffer.from(text, 'latin1');
	const read = async function* () {
		yield pdf;
	};
	return await joinFiles([{ name: 'part.pdf', type: 'pdf', read }]);
}

/** What is said of a part: why it is refused, or the remarks on it. */
async function said(text: string): Promise<string> {
	const result = await join(text);
	const remarks = result.kind === 'refused' ? result.problems : result.remarks;
	return `${result.kind}: ${remarks.map(({ message }) => message).join('; ')}`;
}

const textOf = (objects: Objects) => pdfOf(objects).toString('latin1');
const placeOf = (text: string) => Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
const endAt = (place: number) => `\nstartxref\n${place}\n%%EOF\n`;

describe('a part that programs may read differently', () => {
	it('is refused if objects follow those that its cross-references point to', async () => {
		const contract = textOf(shows('Pay 100'));
		const other = `8 0 obj\n${streamOf('BT /F1 40 Tf 50 400 Td (Pay 900) Tj ET')}\nendobj\n`;
		expect(await said(`${contract}${other}${endAt(placeOf(contract))}`)).toMatch(
			/^refused: .*show different things/,
		);
	});

	it('is refused where its cross-references lead to another catalog', async () => {
		const contract = textOf(shows('Pay 100'));
		const other = '20 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n';
		const trailer = 'trailer\n<< /Root 20 0 R /Size 21 >>';
		expect(await said(`${contract}${other}${trailer}${endAt(placeOf(contract))}`)).toMatch(
			/^refused: .*show different things/,
		);
	});

	it('is refused where a trailer that nothing leads to names another catalog, as well listed', async () => {
		const second = { 20: '<< /Type /Catalog /Pages 2 0 R >>' };
		const contract = textOf(shows('Pay 100', second));
		const trailer = 'trailer\n<< /Root 20 0 R /Size 21 >>';
		expect(await said(`${contract}${trailer}${endAt(placeOf(contract))}`)).toMatch(
			/^refused: .*show different things/,
		);
	});

	it('is refused where an object was deleted that is there still', async () => {
		const stamp = '[<< /Type /Annot /Subtype /Square /Rect [9 9 99 99] /C [1 0 0] >>]';
		const contract = textOf(shows('Pay 100', { 12: stamp }));
		const table = 'xref\n12 1\n0000000000 00001 f \n';
		const trailer = `trailer\n<< /Root 1 0 R /Size 13 /Prev ${placeOf(contract)} >>`;
		expect(await said(`${contract}${table}${trailer}${endAt(contract.length)}`)).toMatch(
			/^refused: .*show different things/,
		);
	});

	it('is joined where what was deleted is nothing', async () => {
		expect(await said(textOf(shows('Pay 100', { 12: 'null' })))).toBe('joined: ');
		expect(await said(textOf(shows('Pay 100', { 12: '' })))).toBe('joined: ');
	});

	it('is joined as its newest version says, which its cross-references lead to', async () => {
		const contract = textOf(shows('Pay 100'));
		const other = `8 0 obj\n${streamOf('(Pay 900)')}\nendobj\n`;
		const table = `xref\n8 1\n${String(contract.length).padStart(10, '0')} 00000 n \n`;
		const trailer = `trailer\n<< /Root 1 0 R /Size 13 /Prev ${placeOf(contract)} >>`;
		const place = endAt(contract.length + other.length);
		const result = await join(`${contract}${other}${table}${trailer}${place}`);
		expect(result).toMatchObject({ kind: 'joined', remarks: [] });
		expect(result.kind === 'joined' && Buffer.concat(result.pdf).toString('latin1')).toContain(
			'(Pay 900)',
		);
	});

	it('is joined with a remark where its cross-references are malformed and a part has two versions', async () => {
		const contract = textOf(shows('Pay 100'));
		const other = `8 0 obj\n${streamOf('(Pay 900)')}\nendobj\n`;
		const table = 'xref\n8 1\nnot an entry at all\n';
		const trailer = `trailer\n<< /Root 1 0 R /Size 13 /Prev ${placeOf(contract)} >>`;
		const place = endAt(contract.length + other.length);
		expect(await said(`${contract}${other}${table}${trailer}${place}`)).toMatch(
			/^joined: .*several versions/,
		);
	});

	it.each([
		['in its contents, whose length is another object', '/Length 11 0 R'],
		['in its contents, with the length written in an unusual way', '/L#65ngth 11 0 R'],
	])('is refused where a stream seems to end %s', async (_, length) => {
		const content = '% endstream\nBT /F1 40 Tf 50 400 Td (Pay 100) Tj ET';
		const contract = textOf(
			shows('', {
				8: `<< ${length} >>\nstream\n${content}\nendstream`,
				11: `${content.length}`,
			}),
		);
		expect(await said(contract)).toMatch(/^refused: .*wrong lengths/);
	});

	it('is refused where an object that it shows cannot be read', async () => {
		expect(await said(textOf(shows('Pay 100', { 12: '[<< /Type /Annot' })))).toMatch(
			/^refused: is damaged: parts of it cannot be read/,
		);
	});
});
