/** What a document is by its bytes: its MIME type and the usual extension. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: string;
}

interface Signature {
	readonly type: FileType;
	/** Latin-1 text that the file begins with. */
	readonly start: string;
	/** Name of a member that tells one ZIP-based format from another. */
	readonly member?: string;
}

const ZIP = 'PK\u0003\u0004';
const OFFICE = 'application/vnd.openxmlformats-officedocument';

const type = (extension: string, mimeType: string): FileType => ({ mimeType, extension });

const SIGNATURES: readonly Signature[] = [
	{ type: type('ofd', 'application/ofd'), start: ZIP, member: 'OFD.xml' },
	{ type: type('docx', `${OFFICE}.wordprocessingml.document`), start: ZIP, member: 'word/' },
	{ type: type('xlsx', `${OFFICE}.spreadsheetml.sheet`), start: ZIP, member: 'xl/' },
	{ type: type('pptx', `${OFFICE}.presentationml.presentation`), start: ZIP, member: 'ppt/' },
	{ type: type('zip', 'application/zip'), start: ZIP },
	{ type: type('doc', 'application/msword'), start: '\u00d0\u00cf\u0011\u00e0' },
	{ type: type('rtf', 'application/rtf'), start: '{\\rtf' },
	{ type: type('png', 'image/png'), start: '\u0089PNG' },
	{ type: type('jpg', 'image/jpeg'), start: '\u00ff\u00d8\u00ff' },
	{ type: type('gif', 'image/gif'), start: 'GIF8' },
	{ type: type('bmp', 'image/bmp'), start: 'BM' },
	{ type: type('tif', 'image/tiff'), start: 'II*\u0000' },
	{ type: type('tif', 'image/tiff'), start: 'MM\u0000*' },
];

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
	const found = SIGNATURES.find(
		({ start, member }) => text.startsWith(start) && (!member || text.includes(member)),
	);
	return found?.type ?? UNKNOWN;
}
