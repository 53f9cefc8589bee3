import type { Objects } from '../pdfText';
import { makeIdentity } from './identities';
import { page, plainPdf, signedPdf, stream } from './signedPdf';
import { signerOf } from './signer';

/** A document with a form, signed by Alice: objects 20 to 29 are its fields, 30 an annotation. */
const FIELDS = '20 0 R 21 0 R 22 0 R 24 0 R 25 0 R';
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

const alice = signerOf(makeIdentity());
export const bob = signerOf(makeIdentity({ name: 'Bob' }));

/** A text field that has a value or none. */
export const textField = (entries: string) =>
	`<< /Type /Annot /Subtype /Widget /FT /Tx /T (Sum) /F 4 /Rect [72 500 272 540] /DA (/Helv 20 Tf 0 g) /P 3 0 R ${entries} >>`;

/** A look that shows a text in Helvetica, or what else the content shows. */
export const look = (text: string, content = `BT /Helv 20 Tf 2 10 Td (${text}) Tj ET`) =>
	stream(
		content,
		'/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /Helv 29 0 R >> >> ',
	);

export const checkBox = (entries: string) =>
	`<< /Type /Annot /Subtype /Widget /FT /Btn /T (Agreed) /F 4 /Rect [72 450 92 470] /P 3 0 R /AP << /N << /Yes 26 0 R /Off 27 0 R >> >> ${entries} >>`;

export const choice = (entries: string) =>
	`<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (Terms.Kind) /F 4 /Rect [72 400 272 440] /DA (/Helv 20 Tf 0 g) /Opt [[(a) (Annual)] [(m) (Monthly)]] ${entries} >>`;

export const signaturePlace = (entries = '') =>
	`<< /Type /Annot /Subtype /Widget /FT /Sig /T (Place) /F 4 /Rect [300 500 500 560] /P 3 0 R ${entries} >>`;

export const note = (entries: string) =>
	`<< /Type /Annot /Subtype /FreeText /F 4 /Rect [300 300 500 340] /Contents (Note) ${entries} >>`;

const seal = '1 0 0 RG 2 2 196 56 re S';
export const sealLook = stream(seal, '/Type /XObject /Subtype /Form /BBox [0 0 200 60] ');

/** The parts of the form as they are signed. */
export const FORM: Objects = {
	3: page(`/Annots [${FIELDS} 30 0 R]`),
	20: textField(''),
	21: checkBox('/V /Off /AS /Off'),
	22: choice(''),
	24: signaturePlace(),
	25: '<< /FT /Tx /T (Party) /V (Alice) /Kids [28 0 R] >>',
	26: stream('0 0 20 20 re f', '/Type /XObject /Subtype /Form /BBox [0 0 20 20] '),
	27: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 20 20] '),
	28: '<< /Type /Annot /Subtype /Widget /Parent 25 0 R /F 4 /Rect [72 350 272 390] /AP << /N 31 0 R >> >>',
	29: HELVETICA,
	30: note('/AP << /N 32 0 R >>'),
	31: look('Alice'),
	32: look('Note'),
};

/** A reference of a signature that certifies at a level. */
export const docMdp = (level: number) =>
	`<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P ${level} >> >>`;

/** A reference of a signature that locks fields. */
export const fieldMdp = (parameters: string) =>
	`<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Type /TransformParams /V /1.2 ${parameters} >> >>`;

const referring = (references: readonly string[]) =>
	references.length > 0 ? `/Reference [${references.join(' ')}]` : '';

const ALL_FIELDS = `${FIELDS} 11 0 R`;

/** The document with its form, signed by Alice with the references, its catalog's entries and other objects as given. */
export function formPdf(
	references: readonly string[] = [],
	{ objects = {}, field = '' }: { readonly objects?: Objects; readonly field?: string } = {},
): Buffer {
	const own = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alice) /V 10 0 R /F 132 /Rect [0 0 0 0] ${field} >>`;
	return signedPdf(plainPdf({ ...FORM, ...objects }), alice, {
		...{ entries: referring(references), fields: ALL_FIELDS, objects: { 11: own } },
	});
}

/** Objects of an update that fills the text field in, its look in object 60. */
export const filled = (text: string, shown = text): Objects => ({
	20: textField(`/V (${text}) /AP << /N 60 0 R >>`),
	60: look(shown),
});

const INVISIBLE =
	'<< /Type /Annot /Subtype /Widget /FT /Sig /T (Bob) /V 70 0 R /F 132 /Rect [0 0 0 0] >>';

/** The file signed once more, by Bob in a field of his own, with other objects in the same revision. */
export function signedByBob(
	file: Buffer,
	objects: Objects = {},
	references: readonly string[] = [],
): Buffer {
	return signedPdf(file, bob, {
		...{ numbers: [70, 71], fields: `${ALL_FIELDS} 71 0 R`, entries: referring(references) },
		objects: { 71: INVISIBLE, ...objects },
	});
}

/** The file signed once more, by Bob in the place that the form has for a signature. */
export function signedInPlace(
	file: Buffer,
	entries = '/AP << /N 72 0 R >> /M (D:20260101000000Z)',
): Buffer {
	return signedPdf(file, bob, {
		...{ numbers: [70, 24], fields: ALL_FIELDS },
		objects: { 24: signaturePlace(`/V 70 0 R ${entries}`), 72: sealLook },
	});
}

/** Objects that put a visible seal of Bob's on the page, in a field of its own. */
export const bobsSeal = (rect = '[300 200 500 260]'): Objects => ({
	3: page(`/Annots [${FIELDS} 30 0 R 71 0 R]`),
	71: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Bob) /V 70 0 R /F 132 /P 3 0 R /Rect ${rect} /AP << /N 72 0 R >> >>`,
	72: sealLook,
});

/** The page with other annotations. */
export const annotated = (list: string): Objects => ({ 3: page(`/Annots [${list}]`) });

export const ANNOTATIONS = `${FIELDS} 30 0 R`;
