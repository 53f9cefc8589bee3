/** What a document is by its bytes: its MIME type and the usual extension. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: string;
}

interface Signature {
	readonly type: FileType;
	/** Latin-1 text that the file begins with. */
	readonly start: string;
}

const ZIP = 'PK\u0003\u0004';
const OFFICE = 'application/vnd.openxmlformats-officedocument';

const type = (extension: string, mimeType: string): FileType => ({ mimeType, extension });

const SIGNATURES: readonly Signature[] = [
	{ type: type('doc', 'application/msword'), start: '\u00d0\u00cf\u0011\u00e0' },
	{ type: type('rtf', 'application/rtf'), start: '{\\rtf' },
	{ type: type('png', 'image/png'), start: '\u0089PNG' },
	{ type: type('jpg', 'image/jpeg'), start: '\u00ff\u00d8\u00ff' },
	{ type: type('gif', 'image/gif'), start: 'GIF8' },
	{ type: type('bmp', 'image/bmp'), start: 'BM' },
	{ type: type('tif', 'image/tiff'), start: 'II*\u0000' },
	{ type: type('tif', 'image/tiff'), start: 'MM\u0000*' },
];

/** What a ZIP file is by the first of these members. */
const ZIP_TYPES: ReadonlyMap<string, FileType> = new Map([
	['OFD.xml', type('ofd', 'application/ofd')],
	['word/', type('docx', `${OFFICE}.wordprocessingml.document`)],
	['xl/', type('xlsx', `${OFFICE}.spreadsheetml.sheet`)],
	['ppt/', type('pptx', `${OFFICE}.presentationml.presentation`)],
]);
/** A member's name stands behind 26 bytes of its header; anywhere else such letters are chance. */
const ZIP_MEMBER = /PK\u0003\u0004[^]{26}(OFD\.xml|word\/|xl\/|ppt\/)/;
const PLAIN_ZIP = type('zip', 'application/zip');

const PDF = type('pdf', 'application/pdf');
const HTML = type('html', 'text/html');
/** A PDF's header may stand anywhere in its first kilobyte. */
const PDF_HEADER_WITHIN = 1_024;
const UNKNOWN = type('bin', 'application/octet-stream');

/** Tells a document's type from its first bytes, a few kilobytes or more. */
export function fileTypeOf(beginning: Buffer): FileType {
	const text = beginning.toString('latin1');
	if (text.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return PDF;
	if (/^\s*(?:<!doctype html|<html)/i.test(text.slice(0, PDF_HEADER_WITHIN))) return HTML;
	if (text.startsWith(ZIP)) return ZIP_TYPES.get(ZIP_MEMBER.exec(text)?.[1] ?? '') ?? PLAIN_ZIP;
	return SIGNATURES.find(({ start }) => text.startsWith(start))?.type ?? UNKNOWN;
}
