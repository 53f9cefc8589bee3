import { deflateSync } from 'node:zlib';

/** The objects of a PDF by their numbers, as they are written between `obj` and `endobj`. */
export type Objects = Readonly<Record<number, string>>;

/** A catalog (object 1), a page tree (2) and a page of it (3), the page's other entries given. */
export const onePage = (entries = '/MediaBox [0 0 595 842]'): Objects => ({
	1: '<< /Type /Catalog /Pages 2 0 R >>',
	2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
	3: `<< /Type /Page /Parent 2 0 R ${entries} >>`,
});

/** A stream as it stands between `obj` and `endobj`. */
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

/** A PDF written by hand, so that it can be what no library would write. */
export function pdfOf(objects: Objects, trailerEntries = ''): Buffer {
	const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
	return Buffer.from(header + revision(objects, header.length, trailerEntries), 'latin1');
}

/** The PDF with a revision appended to it. */
export function updated(pdf: Buffer, objects: Objects): Buffer {
	return Buffer.concat([pdf, Buffer.from(revision(objects, pdf.length, ''), 'latin1')]);
}
