import { PDFDocument, PDFName, PDFWriter } from '@cantoo/pdf-lib';
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fillForm } from '../../../nodes/WoSignDoc/pdf/fill/fillForm';
import { joinFiles } from '../../../nodes/WoSignDoc/pdf/joinFiles';
import type { JoinedParts } from '../../../nodes/WoSignDoc/pdf/joinedParts';
import { writePdf } from '../../../nodes/WoSignDoc/pdf/writePdf';
import { formDocument } from '../../support/formDocument';

const MEGABYTE = 1_024 * 1_024;
const PIECE = 64 * 1_024;

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

/** Bytes of memory that buffers take. */
async function held(): Promise<number> {
	for (let round = 0; round < 3; round++) {
		await nextTurn();
		gc();
	}
	return process.memoryUsage().arrayBuffers;
}

async function documentWith(change: (document: PDFDocument) => void): Promise<Buffer> {
	const document = await PDFDocument.create();
	change(document);
	return Buffer.from(await document.save());
}

/** A PDF of pages with a picture each. */
const pictures = async (pages: number, size: number) =>
	await documentWith((document) => {
		const { context } = document;
		for (let page = 0; page < pages; page++) {
			const picture = context.register(context.stream(randomBytes(size / pages)));
			document.addPage([595, 842]).node.setXObject(PDFName.of('Picture'), picture);
		}
	});

async function join(bytes: Buffer): Promise<Extract<JoinedParts, { kind: 'joined' }>> {
	const read = async function* () {
		yield bytes;
	};
	const joined = await joinFiles([{ name: 'part', type: 'pdf', read }]);
	if (joined.kind === 'refused') throw new Error(joined.problems[0]?.message);
	return joined;
}

/** How often work waits for the loop's next turn, where time passes at each look at the clock. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
	let now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 1_000));
	const timer = jest.spyOn(globalThis, 'setTimeout');
	await work().finally(() => clock.mockRestore());
	const turns = timer.mock.calls.length;
	timer.mockRestore();
	return turns;
}

describe('the memory of a joined document', () => {
	it('is that of its parts, of which no copy is made', async () => {
		const size = 24 * MEGABYTE;
		const bytes = await pictures(24, size);
		await join(await pictures(1, 1_000));
		const before = await held();
		const joined = await join(bytes);
		expect((await held()) - before).toBeLessThan(1.1 * size);
		expect(joined.pdf.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(size);
	});

	it('is released once the document is unused, even if no other is joined', async () => {
		const bytes = await pictures(4, 8 * MEGABYTE);
		const before = await held();
		await join(bytes).then(() => undefined);
		expect((await held()) - before).toBeLessThan(MEGABYTE);
	});

	it('is taken for one document at a time', async () => {
		const bytes = await pictures(1, MEGABYTE);
		const steps: string[] = [];
		const one = async (name: string) => {
			const read = async function* () {
				steps.push(`${name} begins`);
				yield bytes;
			};
			await joinFiles([{ name, type: 'pdf', read }]);
			steps.push(`${name} ends`);
		};
		await Promise.all([one('first'), one('second')]);
		expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
	});
});

describe('n8n gets its turn', () => {
	it('while bytes in memory are joined, and read again', async () => {
		const size = 8 * MEGABYTE;
		const bytes = await pictures(1, size);
		expect(await turnsDuring(async () => await join(bytes))).toBeGreaterThanOrEqual(
			(2 * size) / PIECE,
		);
	});

	it('between the objects of a document, and its pages', async () => {
		const bytes = await pictures(200, 2_000);
		expect(await turnsDuring(async () => await join(bytes))).toBeGreaterThanOrEqual(4 * 200);
	});

	it('between the fields that are filled in', async () => {
		const pdf = await formDocument((form, page) => {
			for (let at = 0; at < 200; at++) form.createTextField(`field${at}`).addToPage(page);
		});
		const values = new Map(Array.from({ length: 200 }, (_, at) => [`field${at}`, 'text']));
		const fill = async () => await fillForm(pdf, values, { flatten: true });
		expect(await turnsDuring(fill)).toBeGreaterThanOrEqual(6 * 200);
	});
});

it('A document is written as the PDF library’s own writer does', async () => {
	const document = await PDFDocument.load(await formDocument());
	document.context.delete(document.context.nextRef());
	document.context.register(document.context.flateStream(randomBytes(200_000)));
	for (const [reference, object] of document.context.enumerateIndirectObjects()) {
		const type = 'dict' in object ? String(object).slice(0, 200) : '';
		if (/ObjStm|XRef/.test(type)) document.context.delete(reference);
	}
	const peer = await PDFWriter.forContext(document.context, 50).serializeToBuffer();
	expect(Buffer.concat(await writePdf(document.context)).equals(Buffer.from(peer))).toBe(true);
});
