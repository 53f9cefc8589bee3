import type { Objects } from '../pdfText';
import type { UpdateOptions } from './laterUpdate';
import { updated } from './laterUpdate';

/** How a signature is put into a PDF, so that it can be what no signer would write. */
export interface SigningOptions {
	readonly subFilter?: string;
	/** Other entries of the signature dictionary. */
	readonly entries?: string;
	/** Numbers of the objects that are added: the signature's and its field's. */
	readonly numbers?: readonly [signature: number, field: number];
	/** Other objects written with the signature. */
	readonly objects?: Objects;
	readonly fields?: string;
	/** The number of a cross-reference stream; without it there is a table. */
	readonly stream?: number;
	/** Other entries of the trailer; not for a cross-reference stream. */
	readonly trailer?: string;
	/** How the revision that it is signed in is written. */
	readonly update?: UpdateOptions;
	readonly room?: number;
	/** Changes the dictionary's text, of the same length, before it is signed. */
	readonly rewrite?: (dictionary: string) => string;
	/** Makes of the right range another. */
	readonly range?: (right: readonly [number, number, number, number]) => readonly number[];
}

const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';

/** A PDF of one page, its objects 1 to 4. */
export function plainPdf(objects: Objects = {}): Buffer {
	return written(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), {
		1: '<< /Type /Catalog /Pages 2 0 R >>',
		2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		3: page(),
		4: stream('BT /F1 24 Tf 72 700 Td (I owe you 100) Tj ET'),
		...objects,
	});
}

/** The file with another revision: the objects, their table, and a trailer that continues the one before. */
export function written(file: Buffer, objects: Objects, trailer = ''): Buffer {
	return updated(file, objects, { trailer: (entries) => `${entries} ${trailer}` });
}

/** A stream object with the data, and other entries of its dictionary. */
export function stream(data: string, entries = ''): string {
	return `<< /Length ${data.length} ${entries}>>\nstream\n${data}\nendstream`;
}

/** The page of `plainPdf`, with other entries. */
export function page(entries = ''): string {
	return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ${entries} >>`;
}

/** The catalog of a signed file, with the form's fields and other entries. */
export function catalog(entries = '', fields = '11 0 R'): string {
	return `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] /SigFlags 3 >> ${entries} >>`;
}

/** Signs a file in a revision of its own; `sign` makes the value of `/Contents` of the signed bytes. */
export function signedPdf(
	file: Buffer,
	sign: (signed: Buffer) => Buffer,
	options: SigningOptions = {},
): Buffer {
	const { subFilter = 'adbe.pkcs7.detached', entries = '', room = 6_000, objects = {} } = options;
	const { numbers: [signature, field] = [10, 11], fields = '11 0 R', rewrite = same } = options;
	const { stream: sectionNumber, trailer = '', update } = options;
	const contents = `<${'0'.repeat(2 * room)}>`;
	const dictionary = rewrite(
		`<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${subFilter} ${RANGE} /Contents ${contents} ${entries} >>`,
	);
	const all = {
		1: catalog('', fields),
		[field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature${field}) /V ${signature} 0 R /F 132 /Rect [0 0 0 0] >>`,
		...objects,
		[signature]: dictionary,
	};
	const manner: UpdateOptions =
		sectionNumber === undefined
			? { trailer: (own) => `${own} ${trailer}` }
			: { stream: sectionNumber };
	const pdf = updated(file, all, { ...manner, ...update });
	return fill(pdf, file.length, contents, sign, options.range);
}

function fill(
	pdf: Buffer,
	from: number,
	contents: string,
	sign: (signed: Buffer) => Buffer,
	rangeOf: SigningOptions['range'] = (right) => right,
): Buffer {
	const start = pdf.indexOf(contents, from);
	const end = start + contents.length;
	const range = rangeOf([0, start, end, pdf.length - end]);
	const rangeAt = pdf.indexOf(RANGE, from);
	pdf.write(`/ByteRange [${range.join(' ')}]`.padEnd(RANGE.length), rangeAt, 'latin1');
	const value = sign(Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)])).toString('hex');
	if (value.length > contents.length - 2) throw new Error('there is too little room');
	pdf.write(value, start + 1, 'latin1');
	return pdf;
}

const same = (text: string) => text;
