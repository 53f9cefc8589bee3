import { degrees, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { drawPreview } from '../../../nodes/WoSignDoc/pdf/drawPreview';
import type { PreviewContent } from '../../../nodes/WoSignDoc/pdf/preview/previewContent';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';
import { describeWithPoppler, render, run } from '../../support/poppler';
import { readPieces } from './readInPieces';
import { pageOf, textOf } from './text/found';

const BLUE = [0, 0, 1] as const;
const NAME = '深圳沃通电子认证服务有限公司';
const BOX = { x1: 0.5, y1: 0.25, x2: 0.75, y2: 0.375 };

function content(pages: number): PreviewContent {
	return {
		warning: ['PREVIEW – not for signature', '预览件，请勿签署'],
		title: '合同.pdf',
		boxes: Array.from({ length: pages }, (_, index) => ({
			page: index + 1,
			box: BOX,
			number: index + 1,
			name: '',
			color: BLUE,
		})),
		rows: [{ mark: { number: 1, color: BLUE }, lines: [`Signer 1: ${NAME}`] }],
	};
}

async function preview(pdf: Buffer, pages = 1): Promise<Buffer> {
	const drawn = await drawPreview(pdf, content(pages));
	if (!drawn) throw new Error('nothing was drawn');
	return Buffer.from(drawn);
}

/** Blue of the box’s frame at its left and right edges, and its faint fill in between; none outside the box. */
function expectBox(pdf: Buffer, page: number) {
	const { width, height, color } = render(pdf, page);
	const y = height * (1 - (BOX.y1 + 0.02));
	const isBlue = (x: number) => /^(..)\1ff$/.test(color(x, y)) && color(x, y) < 'f0f0ff';
	expect(color(width * BOX.x1, y)).toMatch(/^(0|1|2|3)...ff$/);
	expect(isBlue(width * (BOX.x1 + 0.02))).toBe(true);
	expect(isBlue(width * (BOX.x2 - 0.02))).toBe(true);
	expect(isBlue(width * (BOX.x1 - 0.03))).toBe(false);
	expect(isBlue(width * (BOX.x2 + 0.03))).toBe(false);
}

describeWithPoppler('a preview', () => {
	it('has each box where its reader sees it: on pages of every turn, cropped, of mixed sizes', async () => {
		const pdf = await PDFDocument.create();
		for (const turn of [0, 90, 180, 270]) {
			pdf.addPage([400, 600]).setRotation(degrees(turn));
			const cropped = pdf.addPage([900, 700]);
			cropped.setRotation(degrees(turn));
			cropped.setCropBox(100, 150, 500, 300);
		}
		for (const useObjectStreams of [true, false]) {
			const drawn = await preview(Buffer.from(await pdf.save({ useObjectStreams })), 8);
			for (let page = 1; page <= 8; page++) expectBox(drawn, page);
		}
	});

	it.each([
		['leave states of the graphics saved', 'q 0.5 0 0 0.5 9 9 cm q 3 0 0 3 0 0 cm'],
		['restore more states than they saved', 'Q Q 3 0 0 3 0 0 cm q Q Q 2 0 0 2 5 5 cm'],
		['move all that follows', '0.2 0 0 0.2 300 300 cm'],
	])('has each box where its reader sees it on pages whose contents %s', async (_, operators) => {
		expectBox(await preview(pageOf(operators)), 1);
	});

	it('has each box where its reader sees it on pages in a unit of their own', async () => {
		const pdf = pdfOf(onePage('/MediaBox [0 0 200 200] /UserUnit 2'));
		expectBox(await preview(pdf), 1);
	});

	it('says on every page, and above the legend, that it is none to be signed; names can be read', async () => {
		const pdf = await PDFDocument.create();
		pdf.addPage([595, 842]);
		pdf.addPage([200, 100]);
		const drawn = await preview(Buffer.from(await pdf.save()), 2);
		const pages = run('pdftotext', drawn).toString().split('\f');
		for (const page of pages.slice(0, 3)) {
			expect(page).toContain('PREVIEW – not for signature');
			expect(page).toContain('预览件，请勿签署');
		}
		expect(pages[2]).toContain(NAME);
		expect(run('pdfinfo', drawn).toString()).toMatch(/Title: +PREVIEW – not for signature/);
		// What we find in it ourselves, poppler apart.
		expect((await textOf(await unmarked(drawn), NAME)).hits.get(NAME)).toHaveLength(1);
	});
});

async function unmarked(pdf: Buffer): Promise<Buffer> {
	const document = await PDFDocument.load(pdf);
	document.catalog.delete(PDFName.of('WoSignDocPreview'));
	return Buffer.from(await document.save());
}

describe('a preview, read as a document', () => {
	it('is recognized as one, even after another program has rewritten it', async () => {
		const drawn = await preview(pageOf(''));
		expect(await readPieces([drawn])).toMatchObject({ kind: 'readable', preview: true });
		const rewritten = Buffer.from(await (await PDFDocument.load(drawn)).save());
		expect(await readPieces([rewritten])).toMatchObject({ preview: true });
		expect(await readPieces([pageOf('')])).not.toHaveProperty('preview');
	});

	it('keeps the text of the document', async () => {
		const drawn = await preview(pageOf('BT /F 20 Tf 100 200 Td (AB) Tj ET'));
		expect((await textOf(drawn, 'AB')).hits.get('AB')).toHaveLength(1);
	});
});

it('of a file that cannot be changed there is none', async () => {
	expect(await drawPreview(Buffer.from('no PDF'), content(1))).toBeUndefined();
	const broken = pdfOf({ 1: '<< /Pages 2 0 R >>', 2: streamOf('') });
	expect(await drawPreview(broken, content(1))).toBeUndefined();
});
