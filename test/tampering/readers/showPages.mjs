// For each path on standard input, prints a line with what pdf.js shows of the file. Runs as a separate process, because
// pdf.js is an ES module, which Jest doesn't load. The argument is the folder of pdfjs-dist.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [folder = '', password = ''] = process.argv.slice(2);
const { getDocument, AnnotationMode } = await import(join(folder, 'legacy/build/pdf.mjs'));
const { createCanvas } = createRequire(join(folder, 'package.json'))('@napi-rs/canvas');
/** 24 dots per inch. */
const SCALE = 1 / 3;

/** @param {string} path */
async function look(path) {
	const pdf = await getDocument({
		data: new Uint8Array(readFileSync(path)),
		password,
		verbosity: 0,
		standardFontDataUrl: join(folder, 'standard_fonts/'),
		cMapUrl: join(folder, 'cmaps/'),
		useSystemFonts: false,
	}).promise;
	const pages = [];
	for (let number = 1; number <= pdf.numPages; number++) {
		const page = await pdf.getPage(number);
		const viewport = page.getViewport({ scale: SCALE });
		const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
		const canvasContext = canvas.getContext('2d');
		const annotationMode = AnnotationMode.ENABLE;
		await page.render({ canvas, canvasContext, viewport, annotationMode }).promise;
		pages.push(createHash('sha256').update(canvas.data()).digest('hex').slice(0, 16));
	}
	await pdf.loadingTask.destroy();
	return pages.join();
}

for await (const path of createInterface({ input: process.stdin })) {
	const shown = await look(path).catch(() => '');
	process.stdout.write(`${shown}\n`);
}
