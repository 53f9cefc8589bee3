import { PDFDocument } from '@cantoo/pdf-lib';
import { randomBytes } from 'node:crypto';
import { onePage, pdfOf, streamOf, updated } from '../../support/pdfText';
import { describeWithQpdf, qpdf } from './qpdf';
import { readable, readInPieces, readPieces } from './readInPieces';

const A4 = readable([595, 842]);
const DAMAGED = { kind: 'damaged' };
const REPAIRED = { ...A4, repaired: 'somehow' };
const withContents = {
	...onePage('/MediaBox [0 0 595 842] /Contents 4 0 R'),
	4: streamOf('q 1 0 0 1 0 0 cm Q\n'.repeat(20)),
};
const withStream = { ...onePage(), 4: streamOf('q 1 0 0 1 0 0 cm Q\n'.repeat(20)) };

/** What becomes of a file, whatever the words for it are. */
async function stateOf(pdf: Buffer) {
	const facts = await readPieces([pdf]);
	if (facts.kind === 'damaged') return DAMAGED;
	return facts.kind === 'readable' && facts.repaired ? { ...facts, repaired: 'somehow' } : facts;
}

/** Each prefix of the file but those that lack only its last bytes, which say nothing. */
function truncations(pdf: Buffer): Buffer[] {
	const end = pdf.lastIndexOf('startxref');
	return Array.from({ length: end }, (_, length) => pdf.subarray(0, length));
}

describe('a file that is not a PDF', () => {
	it.each([
		['empty', Buffer.alloc(0)],
		['garbage', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * index) % 251))],
		['a web page', Buffer.from('<!DOCTYPE html><html><body>Not found</body></html>'.repeat(40))],
		[
			'a PDF behind too much of something else',
			Buffer.concat([Buffer.alloc(2_000), pdfOf(onePage())]),
		],
		['only the header of one', Buffer.from('%PDF-1.7\n')],
		['a header and random bytes', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3_000)])],
	])('is damaged: %s', async (_, file) => {
		expect(await readInPieces(file)).toMatchObject(DAMAGED);
	});

	it('has a reason in words', async () => {
		const reasons = [
			Buffer.alloc(0),
			Buffer.from('<html></html>'),
			pdfOf(withStream).subarray(0, 400),
		].map(async (file) => readPieces([file]));
		expect(await Promise.all(reasons)).toEqual([
			{ kind: 'damaged', reason: 'is empty' },
			{ kind: 'damaged', reason: 'does not begin with %PDF-, so it is not a PDF' },
			{ kind: 'damaged', reason: 'is cut off: its end is missing' },
		]);
	});
});

describe('a file that was cut off', () => {
	it('is damaged where a part of it was lost, and repaired where only its end was', async () => {
		const document = await PDFDocument.create();
		document.addPage([595, 842]).drawText('a contract');
		const packed = Buffer.from(await document.save());
		for (const pdf of [pdfOf(withContents), packed]) {
			for (const part of truncations(pdf)) {
				// The contents are in the last stream of one and the first of the other.
				const mayBeRepaired = part.includes('endstream');
				expect([DAMAGED, ...(mayBeRepaired ? [REPAIRED] : [])]).toContainEqual(await stateOf(part));
			}
		}
	});

	it('is not damaged when it lacks no more than its last line', async () => {
		const pdf = pdfOf(withStream);
		expect(await readInPieces(pdf.subarray(0, pdf.lastIndexOf('%%EOF')))).toEqual(A4);
	});

	it('is what it was before, when it lacks exactly its last revision', async () => {
		const pdf = pdfOf(onePage());
		const longer = updated(pdf, { 3: '<< /Type /Page /MediaBox [0 0 20 30] >>' });
		expect(await readInPieces(longer.subarray(0, pdf.length))).toEqual(A4);
		expect(await readInPieces(longer.subarray(0, pdf.length + 40))).toMatchObject(DAMAGED);
	});
});

describeWithQpdf('a linearized file, whose first part looks like a whole one', () => {
	it('is damaged wherever something of it was lost', async () => {
		const document = await PDFDocument.create();
		for (let page = 0; page < 3; page++) document.addPage([595, 842]).drawText(`page ${page}`);
		const pages = readable([595, 842], [595, 842], [595, 842]);
		const pdf = qpdf(Buffer.from(await document.save()), '--linearize');
		for (const part of truncations(pdf).filter((_, length) => length % 7 === 0)) {
			const facts = await readPieces([part]);
			if (facts.kind === 'damaged') continue;
			expect(facts).toEqual({ ...pages, repaired: expect.any(String) });
			expect(part.length).toBeGreaterThan(0.8 * pdf.length);
		}
	});
});

describe('a file whose end is not as it should be', () => {
	const whole = pdfOf(withContents).toString('latin1');
	const place = whole.indexOf('xref\n');

	it.each([
		[
			'without a pointer to its cross-references',
			whole.replace(/startxref\s+\d+/, ''),
			'does not say where its cross-reference table is',
		],
		[
			'with a wrong place',
			whole.replace(/startxref\s+\d+/, 'startxref\n7'),
			'has no cross-reference table where it says',
		],
		[
			'without cross-references or an end',
			whole.slice(0, place),
			'does not say where its contents begin',
		],
		[
			'with a trailer that %%EOF ends',
			`${whole.slice(0, place)}trailer << /Root 1 0 R >>%%EOF`,
			'does not say where its cross-reference table is',
		],
	])('is read like readers that rebuild it do, with a warning: %s', async (_, text, repaired) => {
		expect(await readInPieces(Buffer.from(text, 'latin1'))).toEqual({ ...A4, repaired });
	});

	it('is read where an object follows another at once', async () => {
		const glued = whole.replace(/endobj\s+3 0 obj/, 'endobj3 0 obj');
		expect(glued.length).toBeLessThan(whole.length);
		expect(await readInPieces(Buffer.from(glued, 'latin1'))).toMatchObject({ pages: A4.pages });
	});

	it('is damaged when what a page shows is missing, too', async () => {
		const lost = whole.slice(0, whole.indexOf('4 0 obj'));
		expect(await readInPieces(Buffer.from(lost, 'latin1'))).toMatchObject(DAMAGED);
	});
});

describe('a file with something before or after it', () => {
	it.each([
		[
			'an e-mail’s header before',
			Buffer.concat([Buffer.from('From: me\r\n\r\n'), pdfOf(withStream)]),
		],
		['a kilobyte before', Buffer.concat([Buffer.alloc(1_024, ' '), pdfOf(withStream)])],
		['zeros after', Buffer.concat([pdfOf(withStream), Buffer.alloc(5_000)])],
		['a web page after', Buffer.concat([pdfOf(withStream), Buffer.from('<html>(</html>')])],
	])('is read: %s', async (_, file) => {
		expect(await readInPieces(file)).toEqual(A4);
	});
});

describe('a page tree', () => {
	const { 1: catalog = '', 2: tree = '', 3: page = '' } = onePage();

	it.each([
		['there is no catalog', { 2: tree, 3: page }],
		['there is no tree', { 1: catalog, 3: page }],
		['a page is missing', { 1: catalog, 2: tree }],
		['it has no pages', { 1: catalog, 2: '<< /Type /Pages /Kids [] >>' }],
		['a page is a stream', { 1: catalog, 2: tree, 3: streamOf('x', '/Type /Page') }],
		['a page is malformed', { 1: catalog, 2: tree, 3: '<< /Type /Page /MediaBox [0 0' }],
		['it leads back to itself', { 1: catalog, 2: tree, 3: '<< /Kids [2 0 R] >>' }],
		['it contains itself', { 1: catalog, 2: '<< /Kids [2 0 R] >>' }],
	])('is damaged when %s', async (_, objects) => {
		expect(await readInPieces(pdfOf(objects))).toMatchObject(DAMAGED);
	});

	it('is complete if it contains the same page twice', async () => {
		const pdf = pdfOf({ ...onePage(), 2: '<< /Kids [3 0 R 3 0 R] >>' });
		expect(await readInPieces(pdf)).toEqual(readable([595, 842], [595, 842]));
	});
});

it('passes on an error of the stream itself, which says nothing about the file', async () => {
	const broken = new Error('the disk is gone');
	async function* chunks(): AsyncGenerator<Buffer> {
		yield* [pdfOf(onePage()).subarray(0, 100)];
		return await Promise.reject(broken);
	}
	const { readPdfFacts } = await import('../../../nodes/WoSignDoc/pdf/readPdfFacts');
	await expect(readPdfFacts(chunks())).rejects.toBe(broken);
});
