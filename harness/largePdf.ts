import { randomFillSync } from 'node:crypto';
import { open } from 'node:fs/promises';

/** The contents of a large PDF: one image per page. */
export interface LargePdf {
	readonly images: number;
	readonly imageSize: number;
	/** Whether stream lengths are direct numbers or references to other objects. */
	readonly direct?: boolean;
}

/** Writes a PDF whose pages are images of random bytes: large, fast to create, and incompressible. */
export async function writeLargePdf(
	file: string,
	{ images, imageSize, direct = true }: LargePdf,
): Promise<void> {
	const handle = await open(file, 'w');
	const pixels = Buffer.alloc(imageSize);
	const write = (text: string) => handle.write(text, null, 'latin1');
	await write('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n');
	for (let image = 0; image < images; image++) {
		const number = 3 * image + 3;
		const length = direct ? imageSize : `${number + 1} 0 R`;
		await write(
			`${number} 0 obj\n<< /Subtype /Image /Filter /DCTDecode /Length ${length} >>\nstream\n`,
		);
		await handle.write(randomFillSync(pixels));
		await write(`\nendstream\nendobj\n${number + 1} 0 obj\n${imageSize}\nendobj\n`);
		await write(
			`${number + 2} 0 obj\n<< /Type /Page /MediaBox [0 0 595 842] /Resources << /XObject << /I ${number} 0 R >> >> >>\nendobj\n`,
		);
	}
	const kids = Array.from({ length: images }, (_, image) => `${3 * image + 5} 0 R`).join(' ');
	await write(`2 0 obj\n<< /Type /Pages /Kids [${kids}] /Count ${images} >>\nendobj\n`);
	await write('trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n');
	await handle.close();
}
