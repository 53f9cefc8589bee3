const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The MIME types of the files that are recognized, by their usual extensions. */
export const MIME_TYPES = {
	pdf: 'application/pdf',
	ofd: 'application/ofd',
	doc: 'application/msword',
	docx: `${OFFICE}.wordprocessingml.document`,
	xlsx: `${OFFICE}.spreadsheetml.sheet`,
	pptx: `${OFFICE}.presentationml.presentation`,
	rtf: 'application/rtf',
	png: 'image/png',
	jpg: 'image/jpeg',
	gif: 'image/gif',
	bmp: 'image/bmp',
	tif: 'image/tiff',
	webp: 'image/webp',
	heic: 'image/heic',
	avif: 'image/avif',
	html: 'text/html',
	zip: 'application/zip',
	/** A file of any other kind. */
	bin: 'application/octet-stream',
} as const;

type FileExtension = keyof typeof MIME_TYPES;

/** What a document is, judging by its bytes: its MIME type and the usual extension. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: FileExtension;
}

/** Files that are recognized by the text they begin with, in Latin-1. */
const BEGINNINGS: ReadonlyArray<readonly [start: string, extension: FileExtension]> = [
	['\u00d0\u00cf\u0011\u00e0', 'doc'],
	['{\\rtf', 'rtf'],
	['\u0089PNG', 'png'],
	['\u00ff\u00d8\u00ff', 'jpg'],
	['GIF8', 'gif'],
	['BM', 'bmp'],
	['II*\u0000', 'tif'],
	['MM\u0000*', 'tif'],
];

/** Images in containers whose brand follows the size (ISO 14496-12, 4.3); iPhones take HEIC. */
const BRANDS: ReadonlyArray<readonly [brand: RegExp, extension: FileExtension]> = [
	[/^[^]{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/, 'heic'],
	[/^[^]{4}ftypavi[fs]/, 'avif'],
	[/^RIFF[^]{4}WEBP/, 'webp'],
];

const ZIP = 'PK\u0003\u0004';
/** What a ZIP file is, by whichever of these members comes first. */
const ZIP_TYPES: ReadonlyMap<string, FileExtension> = new Map([
	['OFD.xml', 'ofd'],
	['word/', 'docx'],
	['xl/', 'xlsx'],
	['ppt/', 'pptx'],
]);
/** A member's name follows 26 bytes of its header; the same letters anywhere else are a coincidence. */
const ZIP_MEMBER = new RegExp(`${ZIP}[^]{26}(OFD\\.xml|word/|xl/|ppt/)`);

/** A PDF's header may be anywhere in the first kilobyte. */
const PDF_HEADER_WITHIN = 1_024;

/** Recognizes a document's type by its first bytes, a few kilobytes or more. */
export function fileTypeOf(beginning: Buffer): FileType {
	const extension = extensionOf(beginning.toString('latin1'));
	return { mimeType: MIME_TYPES[extension], extension };
}

function extensionOf(text: string): FileExtension {
	if (text.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
	if (/^\s*(?:<!doctype html|<html)/i.test(text.slice(0, PDF_HEADER_WITHIN))) return 'html';
	if (text.startsWith(ZIP)) return ZIP_TYPES.get(ZIP_MEMBER.exec(text)?.[1] ?? '') ?? 'zip';
	const brand = BRANDS.find(([pattern]) => pattern.test(text))?.[1];
	return brand ?? BEGINNINGS.find(([start]) => text.startsWith(start))?.[1] ?? 'bin';
}
