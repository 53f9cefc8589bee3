import type { PDFRef } from '@cantoo/pdf-lib';

/** A cross-reference stream as an indirect object, followed by the end of the file (ISO 32000-1, 7.5.5). */
export function xrefSection(
	ref: PDFRef,
	offsets: ReadonlyMap<PDFRef, number>,
	trailer: string,
): Buffer {
	return Buffer.concat([
		Buffer.from(`${ref.objectNumber} 0 obj\n`),
		xrefStream(offsets, trailer),
		Buffer.from(`\nendobj\nstartxref\n${offsets.get(ref)}\n%%EOF\n`),
	]);
}

/**
 * An uncompressed cross-reference stream for exactly these objects (ISO 32000-1, 7.5.8). `trailer` has the entries of
 * the trailer dictionary. Never encrypted.
 */
function xrefStream(offsets: ReadonlyMap<PDFRef, number>, trailer: string): Buffer {
	const sorted = [...offsets].sort(([a], [b]) => a.objectNumber - b.objectNumber);
	const index = sorted.map(([{ objectNumber }]) => `${objectNumber} 1`).join(' ');
	const table = Buffer.concat(sorted.map(([ref, offset]) => entry(offset, ref.generationNumber)));
	const dictionary = `<< /Type /XRef /W [1 6 2] /Index [${index}] /Length ${table.length} ${trailer} >>`;
	return Buffer.concat([
		Buffer.from(`${dictionary}\nstream\n`, 'latin1'),
		table,
		Buffer.from('\nendstream'),
	]);
}

function entry(offset: number, generation: number): Buffer {
	const bytes = Buffer.alloc(9);
	bytes.writeUInt8(1, 0);
	bytes.writeUIntBE(offset, 1, 6);
	bytes.writeUInt16BE(generation, 7);
	return bytes;
}
