/** What a document is by its bytes: its MIME type and the usual extension. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: string;
}

interface Signature {
	readonly type: FileType;
	/** Latin-1 text that the file begins with, or for a PDF has in its first kilobyte. */
	readonly start: string;
	/** Name of a member that tells one ZIP-based format from another. */
	readonly member?: string;
}

const ZIP = 'PK\u0003\u0004';
const OFFICE = 'application/vnd.openxmlformats-officedocument';

const SIGNATURES: readonly Signature[] = [
	{ type: { mimeType: 'application/ofd', extension: 'ofd' }, start: ZIP, member: 'OFD.xml' },
	{
		type: { mimeType: `${OFFICE}.wordprocessingml.document`, extension: 'docx' },
		start: ZIP,
		member: 'word/',
	},
	{
		type: { mimeType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx' },
		start: ZIP,
		member: 'xl/',
	},
	{
		type: { mimeType: `${OFFICE}.presentationml.presentation`, extension: 'pptx' },
		start: ZIP,
		member: 'ppt/',
	},
	{ type: { mimeType: 'application/zip', extension: 'zip' }, start: ZIP },
	{ type: { mimeType: 'application/msword', extension: 'doc' }, start: '\u00d0\u00cf\u0011\u00e0' },
	{ type: { mimeType: 'image/png', extension: 'png' }, start: '\u0089PNG' },
	{ type: { mimeType: 'image/jpeg', extension: 'jpg' }, start: '\u00ff\u00d8\u00ff' },
];

const PDF: FileType = { mimeType: 'application/pdf', extension: 'pdf' };
/** A PDF's header may stand anywhere in its first kilobyte. */
const PDF_HEADER_WITHIN = 1_024;
const UNKNOWN: FileType = { mimeType: 'application/octet-stream', extension: 'bin' };

/** Tells a document's type from its first bytes, a few kilobytes or more. */
export function fileTypeOf(beginning: Buffer): FileType {
	const text = beginning.toString('latin1');
	if (text.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return PDF;
	const found = SIGNATURES.find(
		({ start, member }) => text.startsWith(start) && (!member || text.includes(member)),
	);
	return found?.type ?? UNKNOWN;
}
