import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draw } from '../draw';
import { writeParts } from '../pdf/writeParts';
import type { Base } from './base';
import { Draft } from './draft';
import { addFeatures } from './features';
import { addPages } from './pages';
import { PASSWORD } from './password';
import { readDraft } from './readDraft';
import type { Signers } from './sign';
import { signDraft } from './signDraft';
import { partsOf } from './writeDraft';

/** A document made by a library. */
export async function pdfLib(draw: Draw, signers: Signers): Promise<Base> {
	const pdf = await PDFDocument.create();
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	for (let count = draw.pick([1, 2, 4]); count > 0; count--) {
		const page = pdf.addPage([595, 842]);
		page.drawText(`I owe you ${count * 100}`, { x: 60, y: 700, size: 24, font });
		page.drawRectangle({ x: 60, y: 200, width: 100 + draw.below(200), height: 90 });
	}
	if (draw.chance(0.4)) {
		const field = pdf.getForm().createTextField('sum');
		field.setText('100');
		field.addToPage(pdf.getPage(0), { x: 60, y: 400, width: 200, height: 40 });
	}
	const useObjectStreams = draw.chance(0.5);
	const file = Buffer.from(await pdf.save({ useObjectStreams }));
	const form = useObjectStreams ? 'stream' : 'table';
	const draft = await readDraft(file);
	return signDraft(draft, { file, form, names: ['a library’s'], isPlain: true, draw, signers });
}

/** QPDF arguments, and whether the result is unusual. */
const REWRITES: Readonly<Record<string, readonly string[]>> = {
	linearized: ['--linearize'],
	'linearized with object streams': ['--linearize', '--object-streams=generate'],
	'object streams': ['--object-streams=generate'],
	RC4: ['--allow-weak-crypto', '--encrypt', PASSWORD, 'owner', '128', '--use-aes=n', '--'],
	AES: ['--encrypt', PASSWORD, 'owner', '256', '--'],
};

/** A document rewritten by QPDF. */
export async function rewritten(draw: Draw, signers: Signers): Promise<Base> {
	const draft = new Draft();
	addPages(draft, draw);
	addFeatures(draft, draw);
	const parts = partsOf(draft, 'table', draw);
	const plain = writeParts(Buffer.from('%PDF-1.7\n'), parts, new Map([['size', draft.free]]));
	const [name, options] = draw.pick(Object.entries(REWRITES));
	const file = throughQpdf(plain, options);
	const form = options.includes('--object-streams=generate') ? 'stream' : 'table';
	const isPlain = name === 'object streams';
	const names = [`QPDF’s, ${name}`];
	return signDraft(await readDraft(file), { file, form, names, isPlain, draw, signers });
}

function throughQpdf(file: Buffer, options: readonly string[]): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'qpdf-'));
	const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
	try {
		writeFileSync(from, file);
		const id = options.includes('--encrypt') ? '--static-id' : '--deterministic-id';
		execFileSync('qpdf', [id, '--warning-exit-0', ...options, from, to], { stdio: 'pipe' });
		return readFileSync(to);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
