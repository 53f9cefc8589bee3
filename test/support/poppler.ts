import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether poppler-utils are installed; otherwise the tests that need them are skipped. */
export const poppler = ['pdfsig', 'pdftoppm', 'pdfdetach', 'pdfinfo', 'pdftotext'].every(
	(tool) => spawnSync(tool, ['-v']).error === undefined,
);

/** `describe`, or a skipped one whose title says why. */
export const describeWithPoppler = poppler
	? describe
	: (name: string, body: () => void) =>
			describe.skip(`${name} (skipped: poppler-utils are not installed)`, body);

/** Runs a poppler-utils tool on a document and returns its output. */
export function run(tool: string, document: Buffer, ...options: string[]): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'poppler-'));
	try {
		const file = join(folder, 'document.pdf');
		writeFileSync(file, document);
		const output = tool === 'pdftotext' ? ['-'] : [];
		return execFileSync(tool, [...options, file, ...output], {
			stdio: ['ignore', 'pipe', 'pipe'],
			maxBuffer: 64 * 1024 * 1024,
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** pdfsig's result for each signature, in the order of the signature fields. */
export function signatures(document: Buffer, ...options: string[]) {
	return run('pdfsig', document, '-nocert', ...options)
		.toString()
		.split(/^Signature #\d+:$/m)
		.slice(1)
		.map((text) => {
			const field = (name: string) => new RegExp(`- ${name}: (.*)$`, 'm').exec(text)?.[1];
			return {
				name: field('Signer Certificate Common Name'),
				digest: field('Signing Hash Algorithm'),
				type: field('Signature Type'),
				valid: field('Signature Validation') === 'Signature is Valid.',
				total: text.includes('- Total document signed'),
			};
		});
}

/** A page as an image of 72 dots per inch: width, height, and the color at a point (origin upper left). */
export function render(document: Buffer, page: number, ...options: string[]) {
	const range = ['-f', `${page}`, '-l', `${page}`];
	const image = run('pdftoppm', document, '-cropbox', '-r', '72', ...range, ...options);
	const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 64).toString('latin1'));
	if (!header) throw new Error('pdftoppm gave no image');
	const [width, height] = [Number(header[1]), Number(header[2])];
	const pixels = image.subarray(header[0].length);
	const color = (x: number, y: number) => {
		const at = (Math.floor(y) * width + Math.floor(x)) * 3;
		return pixels.subarray(at, at + 3).toString('hex');
	};
	return { width, height, pixels, color };
}
