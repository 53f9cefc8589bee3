import { fileTypeOf, MIME_TYPES } from '../../protocol/fileType';

/**
 * The extensions of documents (PROTOCOL.md, CreateSignOrder: `fileformat`, e.g. pdf, doc, docx): what office suites,
 * readers and scanners write, and their templates. Only these count as a suffix, because a contract's name may well end
 * in a date (`劳动合同2026.11.26`) or a version (`合同 V1.2`). Any other format is set with the option File Format.
 */
const DOCUMENT_EXTENSIONS: ReadonlySet<string> = new Set(
	[
		'pdf ofd',
		'doc docx docm dot dotx dotm wps wpt odt rtf',
		'xls xlsx xlsm xlt xltx xltm et ett ods csv',
		'ppt pptx pptm pot potx potm pps ppsx dps dpt odp',
		'txt xml html htm mht mhtml',
		'png jpg jpeg gif bmp tif tiff',
	].flatMap((extensions) => extensions.split(' ')),
);

/**
 * Formats that a file's first bytes identify for certain. Excluded are `doc`, whose container is also that of `xls` and
 * `ppt`; `zip`, which may contain anything; and `html`, which is more likely an error page instead of the contract.
 */
const CERTAIN = [
	...(['pdf', 'ofd', 'docx', 'xlsx', 'pptx', 'rtf'] as const),
	...(['png', 'jpg', 'gif', 'bmp', 'tif'] as const),
];

const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** The formats that a MIME type identifies. */
const FORMATS: ReadonlyMap<string, string> = new Map([
	...([...CERTAIN, 'doc'] as const).map((format) => [MIME_TYPES[format], format] as const),
	...Object.entries({
		'application/x-pdf': 'pdf',
		'application/vnd.ms-excel': 'xls',
		'application/vnd.ms-powerpoint': 'ppt',
		'application/vnd.ms-works': 'wps',
		'application/wps-office.doc': 'doc',
		'application/wps-office.wps': 'wps',
		'application/wps-office.xls': 'xls',
		'application/wps-office.ppt': 'ppt',
		[`${OPEN_DOCUMENT}.text`]: 'odt',
		[`${OPEN_DOCUMENT}.spreadsheet`]: 'ods',
		[`${OPEN_DOCUMENT}.presentation`]: 'odp',
		'text/rtf': 'rtf',
	}),
]);

/** MIME types of programs that don't know the file's type; its bytes may show more. */
const VAGUE_FORMATS: ReadonlyMap<string, string> = new Map([['text/plain', 'txt']]);

/** What a file's format is derived from. */
export interface NamedFile {
	readonly fileName?: string | undefined;
	readonly mimeType?: string | undefined;
}

/** A format as it is sent: in lower case, without the dot. */
export function plainFormat(format: string): string {
	return format.trim().replace(/^\./, '').toLowerCase();
}

/**
 * The document's format: the extension of its name if it is a document's, otherwise the format of its MIME type,
 * otherwise that of its first bytes, otherwise empty. Whether the bytes are really of that format is checked later.
 *
 * @param beginning reads the file's first bytes, if nothing else shows the format
 */
export async function fileFormatOf(
	{ fileName = '', mimeType = '' }: NamedFile,
	beginning: () => Promise<Buffer>,
): Promise<string> {
	const extension = /\.([a-z0-9]+)$/.exec(fileName.trim().toLowerCase())?.[1] ?? '';
	if (DOCUMENT_EXTENSIONS.has(extension)) return extension;
	const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	const named = FORMATS.get(type);
	if (named !== undefined) return named;
	const shown = fileTypeOf(await beginning()).extension;
	return CERTAIN.find((format) => format === shown) ?? VAGUE_FORMATS.get(type) ?? '';
}
