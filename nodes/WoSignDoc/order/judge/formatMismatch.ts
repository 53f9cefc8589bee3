import { fileTypeOf } from '../../protocol/fileType';

const OLE = ['doc', 'xls', 'ppt', 'wps', 'et', 'dps'];
const DOCX = ['docx', 'docm', 'dotx', 'dotm'];
const XLSX = ['xlsx', 'xlsm', 'xltx', 'xltm'];
const PPTX = ['pptx', 'pptm', 'potx', 'potm', 'ppsx'];
/** Formats of Office that a password turns into the container of the older ones. */
const OFFICE = [...DOCX, ...XLSX, ...PPTX];

/** Formats whose files are recognized by their first bytes, each with the extensions that such a file may have. */
const EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		pdf: ['pdf'],
		docx: DOCX,
		xlsx: XLSX,
		pptx: PPTX,
		ofd: ['ofd'],
		// A container whose first bytes don't show what it contains.
		zip: ['zip', ...OFFICE, 'ofd', 'wps', 'et', 'dps', 'odt', 'ods', 'odp'],
		doc: OLE,
		// Word writes RTF under either name.
		rtf: ['rtf', 'doc'],
		png: ['png'],
		jpg: ['jpg', 'jpeg'],
		gif: ['gif'],
		bmp: ['bmp'],
		tif: ['tif', 'tiff'],
		html: ['html', 'htm'],
	}),
);

/** What files of each extension must look like; a format that is not here may look like anything. */
const CHECKED = new Set([...EXTENSIONS.values()].flat());

/**
 * Why a file cannot be of a format, by its first bytes; undefined when it can, or when the format is none that
 * shows in its bytes.
 */
export function formatMismatch(format: string, beginning: Buffer): string | undefined {
	if (beginning.length === 0) return 'the file is empty';
	if (!CHECKED.has(format)) return undefined;
	const { extension } = fileTypeOf(beginning);
	const possible = EXTENSIONS.get(extension);
	if (!possible)
		return `the file format is ${format}, but the file does not begin as such a file does`;
	if (possible.includes(format)) return undefined;
	return possible === OLE && OFFICE.includes(format)
		? `the file format is ${format}, but the file opens only with a password, or is of an older kind`
		: `the file format is ${format}, but the file is of the kind ${extension.toUpperCase()}`;
}
