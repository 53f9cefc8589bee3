/** The formats that a MIME type names when the file has no name (PROTOCOL.md, CreateSignOrder: `fileformat`). */
const FORMATS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'application/pdf': 'pdf',
		'application/msword': 'doc',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
		'application/vnd.ms-excel': 'xls',
		'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
		'application/vnd.ms-powerpoint': 'ppt',
		'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
		'application/vnd.ms-works': 'wps',
		'application/ofd': 'ofd',
		'application/rtf': 'rtf',
		'text/plain': 'txt',
		'image/jpeg': 'jpg',
		'image/png': 'png',
	}),
);

/** What a file's format is derived from. */
export interface NamedFile {
	readonly fileName?: string | undefined;
	readonly mimeType?: string | undefined;
}

/** A format as the wire wants it: in lower case, without the dot. */
export function plainFormat(format: string): string {
	return format.trim().replace(/^\./, '').toLowerCase();
}

/** The document's format: the extension of its name, else what its MIME type names, else empty. */
export function fileFormatOf({ fileName = '', mimeType = '' }: NamedFile): string {
	const extension = /\.([A-Za-z0-9]{1,10})$/.exec(fileName.trim())?.[1];
	return (
		extension ??
		FORMATS.get(mimeType.split(';')[0]?.trim().toLowerCase() ?? '') ??
		''
	).toLowerCase();
}
