import { PDFDocument, PDFName, PDFString, degrees } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartFile } from '../../../nodes/WoSignDoc/pdf/joinedParts';
import { joinFiles } from '../../../nodes/WoSignDoc/pdf/joinFiles';
import { describeWithPoppler, render, run } from '../../support/poppler';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';
import { describeWithQpdf, qpdf } from './qpdf';

const PICTURE = readFileSync(join(__dirname, '../../node/fixtures/license.png'));

function part(bytes: Buffer, name = 'part.pdf', type: PartFile['type'] = 'pdf'): PartFile {
	return {
		name,
		type,
		read: async function* () {
			yield bytes;
		},
	};
}

async function joined(...parts: PartFile[]) {
	const result = await joinFiles(parts);
	if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems));
	return { ...result, pdf: Buffer.concat(result.pdf) };
}

async function refusal(bytes: Buffer, type: PartFile['type'] = 'pdf'): Promise<string | undefined> {
	const result = await joinFiles([part(pdfOf(onePage())), part(bytes, 'annex.pdf', type)]);
	return result.kind === 'refused'
		? result.problems.map(({ part: at, message }) => `${at}: ${message}`).join('; ')
		: undefined;
}

/** A page that shows a text. */
const textPage = (text: string, entries = '/MediaBox [0 0 595 842]') =>
	pdfOf({
		...onePage(`${entries} /Resources << /Font << /F1 9 0 R >> >> /Contents 8 0 R`),
		8: streamOf(`BT /F1 40 Tf 50 400 Td (${text}) Tj ET`),
		9: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	});

async function pdfLibDocument(build: (document: PDFDocument) => void | Promise<void>) {
	const document = await PDFDocument.create();
	await build(document);
	return Buffer.from(await document.save());
}

interface RandomPage {
	readonly width: number;
	readonly height: number;
	readonly turn: number;
	readonly crop: boolean;
}

const pages = fc.array(
	fc.record({
		width: fc.integer({ min: 50, max: 2_000 }),
		height: fc.integer({ min: 50, max: 2_000 }),
		turn: fc.constantFrom(0, 90, 180, 270),
		crop: fc.boolean(),
	}),
	{ minLength: 1, maxLength: 4 },
);

const documentOf = async (random: readonly RandomPage[]) =>
	await pdfLibDocument((document) => {
		for (const { width, height, turn, crop } of random) {
			const page = document.addPage([width, height]);
			page.setRotation(degrees(turn));
			if (crop) page.setCropBox(10, 10, width - 30, height - 20);
		}
	});

/** What Poppler says of all pages, kind by kind: their sizes, how they are turned, and their boxes. */
const pageInformation = (...pdfs: Buffer[]) => {
	const lines = pdfs.flatMap((pdf) => informationLines(pdf));
	return ['size', 'rot', 'MediaBox', 'CropBox'].map((kind) =>
		lines.filter((line) => line.startsWith(kind)),
	);
};
const informationLines = (pdf: Buffer) =>
	run('pdfinfo', pdf, '-box', '-f', '1', '-l', '999')
		.toString()
		.split('\n')
		.filter((line) => /^Page +\d+ (?:size|rot|MediaBox|CropBox)/.test(line))
		.map((line) => line.replace(/^Page +\d+ /, ''));

describeWithPoppler('parts joined into one PDF', () => {
	it('have the pages that they had, in their order, with their sizes, boxes and turns', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(pages, { minLength: 1, maxLength: 4 }), async (parts) => {
				const files = await Promise.all(parts.map(documentOf));
				const { pdf, sizes } = await joined(...files.map((file) => part(file)));
				expect(pageInformation(pdf)).toEqual(pageInformation(...files));
				expect(sizes.map(({ length }) => length)).toEqual(parts.map(({ length }) => length));
			}),
			{ numRuns: 5 },
		);
	});

	it('show what they showed', async () => {
		const parts = ['First', 'Second', 'Third'].map((text) => textPage(text));
		const { pdf } = await joined(...parts.map((bytes) => part(bytes)));
		expect(run('pdftotext', pdf).toString().split(/\s+/).filter(Boolean)).toEqual([
			'First',
			'Second',
			'Third',
		]);
		for (const [index, bytes] of parts.entries()) {
			expect(render(pdf, index + 1).pixels.equals(render(bytes, 1).pixels)).toBe(true);
		}
	});

	it('are the same bytes each time', async () => {
		const parts = [part(textPage('a')), part(PICTURE, 'license.png', 'png')];
		const first = await joined(...parts);
		expect((await joined(...parts)).pdf.equals(first.pdf)).toBe(true);
	});

	it('keep pages that inherit their size from nodes above them, and a page that is listed twice', async () => {
		const pdf = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R >>',
			2: '<< /Type /Pages /Count 2 /Kids [3 0 R 3 0 R] /MediaBox [0 0 300 400] /Rotate 90 >>',
			3: '<< /Type /Page /Parent 2 0 R >>',
		});
		const { sizes } = await joined(part(pdf), part(pdf));
		expect(sizes.flat()).toEqual(Array(4).fill({ width: 400, height: 300 }));
	});

	it('have links that lead where they led, by page and by a name that two parts use', async () => {
		const linked = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R /Dests << /there [4 0 R /Fit] >> >>',
			2: '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 300 400] >>',
			3: '<< /Type /Page /Parent 2 0 R /Annots [5 0 R 6 0 R] >>',
			4: '<< /Type /Page /Parent 2 0 R >>',
			5: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest /there >>',
			6: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [4 0 R /Fit] >> >>',
		});
		const { pdf } = await joined(part(linked), part(linked));
		const document = await PDFDocument.load(pdf);
		const references = document.getPages().map(({ ref }) => ref.toString());
		const targets = [0, 2].flatMap((index) => {
			const annotations = document.getPage(index).node.Annots()?.asArray() ?? [];
			return annotations.map(
				(one) => /\[ (\d+ 0 R) /.exec(String(document.context.lookup(one)))?.[1],
			);
		});
		expect(targets).toEqual([references[1], references[1], references[3], references[3]]);
	});
});

describeWithPoppler('what a joined document has besides pages', () => {
	it('is a bookmark for each part, with the part’s own below it', async () => {
		const own = pdfOf({
			1: '<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>',
			2: '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 300 400] >>',
			3: '<< /Type /Page /Parent 2 0 R >>',
			5: '<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>',
			6: '<< /Title (One) /Parent 5 0 R /Next 7 0 R /Dest [3 0 R /Fit] >>',
			7: '<< /Title (Two) /Parent 5 0 R /Prev 6 0 R /Dest [3 0 R /Fit] >>',
		});
		const { pdf } = await joined(part(own, '合同.pdf'), part(textPage('x'), 'annex.pdf'));
		const outline = JSON.parse(qpdfJson(pdf, 'outlines')) as {
			outlines: { title: string; destpageposfrom1: number; kids: { title: string }[] }[];
		};
		expect(
			outline.outlines.map(({ title, destpageposfrom1, kids }) => [
				title,
				destpageposfrom1,
				kids.map((kid) => kid.title),
			]),
		).toEqual([
			['合同.pdf', 1, ['One', 'Two']],
			['annex.pdf', 2, []],
		]);
	});

	it('are layers that stay hidden where they were hidden, whichever way the part says so', async () => {
		const layered = (configuration: string) =>
			pdfOf({
				1: `<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << ${configuration} >> >> >>`,
				2: '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 100 100] >>',
				3: '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Properties << /L 6 0 R >> >> >>',
				5: streamOf('/OC /L BDC 1 0 0 rg 0 0 100 100 re f EMC'),
				6: '<< /Type /OCG /Name (Draft) >>',
			});
		const { pdf } = await joined(
			part(layered('/OFF [6 0 R]')),
			part(layered('/BaseState /OFF')),
			part(layered('')),
		);
		const colors = [1, 2, 3].map((page) => render(pdf, page).color(50, 50));
		expect(colors).toEqual(['ffffff', 'ffffff', 'ff0000']);
	});

	it('are page labels, counted in the document where a part has none', async () => {
		const labeled = pdfOf({
			...onePage(),
			1: '<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r /St 4 >>] >> >>',
		});
		const { pdf } = await joined(part(textPage('x')), part(labeled));
		const labels = JSON.parse(qpdfJson(pdf, 'pagelabels')) as { pagelabels: unknown };
		expect(JSON.stringify(labels.pagelabels)).toContain('/r');
	});

	it('are form fields, those with the same name kept apart', async () => {
		const form = async (value: string) =>
			await pdfLibDocument((document) => {
				const field = document.getForm().createTextField('name');
				field.setText(value);
				field.addToPage(document.addPage([300, 300]));
			});
		const { pdf, remarks } = await joined(part(await form('Anna')), part(await form('Bert')));
		const fields = (await PDFDocument.load(pdf)).getForm().getFields();
		expect(fields.map((field) => field.getName())).toEqual(['name', 'part2.name']);
		expect(run('pdftotext', pdf).toString().split(/\s+/).filter(Boolean)).toEqual(['Anna', 'Bert']);
		expect(remarks).toEqual([
			{ part: 1, message: expect.stringContaining('names another part has') },
		]);
	});

	it('are form fields, with a remark where viewers may redraw a part’s for another', async () => {
		const form = (entries: string) =>
			part(
				pdfOf({
					...onePage('/MediaBox [0 0 300 300] /Annots [7 0 R]'),
					1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] ${entries} >> >>`,
					7: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${entries}a) /Rect [9 9 99 29] /V (x) >>`,
				}),
			);
		const { remarks } = await joined(form(''), form('/NeedAppearances true'));
		expect(remarks).toEqual([{ part: 0, message: expect.stringContaining('may redraw') }]);
		expect((await joined(form(''), form('/NeedAppearances false'))).remarks).toEqual([]);
	});

	it('are form fields, with a remark where viewers may draw them in a font of another part', async () => {
		const form = (name: string, font: string) =>
			part(
				pdfOf({
					...onePage('/MediaBox [0 0 300 300] /Annots [7 0 R]'),
					1: `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /DR << /Font << /F0 9 0 R >> >> >> >>`,
					7: `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${name}) /DA (/F0 9 Tf) /Rect [9 9 99 29] /V (100) >>`,
					9: `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${font} >>`,
				}),
			);
		const digits = '/Encoding << /Differences [49 /nine] >>';
		expect((await joined(form('a', digits), form('b', ''))).remarks).toEqual([
			{ part: 1, message: expect.stringContaining('fonts under the names of another') },
		]);
		expect((await joined(form('a', digits), form('b', digits))).remarks).toEqual([]);
	});

	it('are comments, while attached files are lost with a remark', async () => {
		const annotated = await pdfLibDocument(async (document) => {
			const page = document.addPage([300, 300]);
			const note = {
				Type: 'Annot',
				Subtype: 'Text',
				Rect: [9, 9, 29, 29],
				Contents: PDFString.of('hi'),
			};
			page.node.set(PDFName.of('Annots'), document.context.obj([document.context.obj(note)]));
			await document.attach(Buffer.from('x'), 'x.txt');
		});
		const { pdf, remarks } = await joined(part(annotated), part(textPage('x')));
		expect(pdf.toString('latin1')).toContain('/Contents (hi)');
		expect(remarks).toEqual([{ part: 0, message: 'loses its attached files' }]);
	});
});

/** What qpdf says of a part of a document. */
function qpdfJson(pdf: Buffer, key: string): string {
	return run('qpdf', pdf, '--json=1', `--json-key=${key}`).toString();
}

describeWithQpdf('a part that would not be the same afterward', () => {
	it.each([
		['encrypted', ['--encrypt', '', 'owner', '256', '--'], 'encrypted'],
		['behind a password', ['--encrypt', 'user', 'owner', '256', '--'], 'password'],
	])('is refused where it is %s', async (_, options, reason) => {
		expect(await refusal(qpdf(textPage('x'), ...options))).toMatch(new RegExp(`^1: .*${reason}`));
	});

	it.each([
		['signed', '/FT /Sig /T (s) /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>', 'signed'],
		['signed without a range', '/FT /Sig /T (s) /V << /Type /Sig >>', 'signed'],
	])('is refused where it is %s', async (_, field, reason) => {
		const signed = pdfOf({
			...onePage(),
			1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] >> >>',
			7: `<< ${field} >>`,
		});
		expect(await refusal(signed)).toContain(reason);
	});

	it.each([
		['a portfolio', '/Collection << >>', 'portfolio'],
		['a preview', '/WoSignDocPreview true', 'preview'],
		['a dynamic form', '/NeedsRendering true', 'XFA'],
	])('is refused where it is %s', async (_, entry, reason) => {
		const catalog = `<< /Type /Catalog /Pages 2 0 R ${entry} >>`;
		expect(await refusal(pdfOf({ ...onePage(), 1: catalog }))).toContain(reason);
	});

	it('is refused where it is cut off, and joined where it can be repaired', async () => {
		const whole = textPage('x');
		expect(await refusal(whole.subarray(0, 300))).toContain('cut off');
		const withoutReferences = Buffer.from(
			whole.toString('latin1').replace(/startxref\s+\d+/, 'startxref 5'),
			'latin1',
		);
		expect(await refusal(withoutReferences)).toBeUndefined();
	});

	it('is refused where the picture is cut off or none', async () => {
		expect(await refusal(PICTURE.subarray(0, -10), 'png')).toContain('cut off');
		expect(await refusal(Buffer.from('\x89PNG nothing', 'latin1'), 'png')).toMatch(/^1: /);
	});

	it('passes qpdf’s check when joined', async () => {
		const { pdf } = await joined(part(textPage('x')), part(PICTURE, 'license.png', 'png'));
		expect(run('qpdf', pdf, '--check').toString()).toContain('No syntax or stream encoding errors');
	});
});
