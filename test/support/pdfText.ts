import { deflateSync } from 'node:zlib';

/** The objects of a PDF by number, as written between `obj` and `endobj`. */
export type Objects = Readonly<Record<number, string>>;

/** A catalog (object 1), a page tree (2), and a page (3) with the given other entries. */
export const onePage = (entries = '/MediaBox [0 0 595 842]'): Objects => ({
	1: '<< /Type /Catalog /Pages 2 0 R >>',
	2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
	3: `<< /Type /Page /Parent 2 0 R ${entries} >>`,
});

/** A stream as written between `obj` and `endobj`. */
export const streamOf = (content: string, entries = '', length = `${content.length}`): string =>
	`<< ${entries} /Length ${length} >>\nstream\n${content}\nendstream`;

/** An object stream that holds the objects. */
export function objectStream(objects: Objects, entries = ''): string {
	const texts = Object.values(objects);
	const head = Object.keys(objects)
		.map((number, index) => `${number} ${texts.slice(0, index).join('\n').length + (index && 1)}`)
		.join(' ');
	const content = deflateSync(Buffer.from(`${head} ${texts.join('\n')}`, 'latin1'));
	return streamOf(
		content.toString('latin1'),
		`/Type /ObjStm /N ${texts.length} /First ${head.length + 1} /Filter /FlateDecode ${entries}`,
	);
}

/** The bytes in rows of the given length, written with each of PNG's predictors in turn (RFC 2083, 6). */
export function predicted(content: string, columns: number): Buffer {
	const plain = Buffer.from(
		content.padEnd(Math.ceil(content.length / columns) * columns),
		'latin1',
	);
	const before = (at: number, back: number) =>
		at % columns < back % columns ? 0 : plain[at - back];
	const rows = Array.from({ length: plain.length / columns }, (_, row) => {
		const kind = row % 5;
		const bytes = Array.from({ length: columns }, (__, column) => {
			const at = row * columns + column;
			const [left, above] = [before(at, 1) ?? 0, plain[at - columns] ?? 0];
			const corner = before(at, columns + 1) ?? 0;
			return (plain[at] ?? 0) - prediction(kind, left, above, corner);
		});
		return Buffer.from([kind, ...bytes]);
	});
	return Buffer.concat(rows);
}

function prediction(kind: number, left: number, above: number, corner: number): number {
	const estimate = left + above - corner;
	const [nearest = 0] = [left, above, corner].sort(
		(one, other) => Math.abs(estimate - one) - Math.abs(estimate - other),
	);
	return [0, left, above, Math.floor((left + above) / 2), nearest][kind] ?? 0;
}

/** A revision: the objects, their cross-reference table, and a trailer that names object 1 as the root. */
function revision(objects: Objects, start: number, entries: string): string {
	let text = '';
	let table = '';
	for (const [number, object] of Object.entries(objects)) {
		table += `${number} 1\n${String(start + text.length).padStart(10, '0')} 00000 n \n`;
		text += `${number} 0 obj\n${object}\nendobj\n`;
	}
	const trailer = `trailer\n<< /Size 100 /Root 1 0 R ${entries} >>`;
	return `${text}xref\n${table}${trailer}\nstartxref\n${start + text.length}\n%%EOF\n`;
}

/** A handwritten PDF, which can be something that no library would write. */
export function pdfOf(objects: Objects, trailerEntries = ''): Buffer {
	const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
	return Buffer.from(header + revision(objects, header.length, trailerEntries), 'latin1');
}

/** The PDF with a revision appended to it. */
export function updated(pdf: Buffer, objects: Objects): Buffer {
	return Buffer.concat([pdf, Buffer.from(revision(objects, pdf.length, ''), 'latin1')]);
}
