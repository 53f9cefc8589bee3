import { fileTypeOf } from '../../protocol/fileType';

const OLE = ['doc', 'xls', 'ppt', 'wps', 'et', 'dps'];
const DOCX = ['docx', 'docm', 'dotx', 'dotm'];
const XLSX = ['xlsx', 'xlsm', 'xltx', 'xltm'];
const PPTX = ['pptx', 'pptm', 'potx', 'potm', 'ppsx'];
/** Office formats that password protection turns into the container of the older ones. */
const OFFICE = [...DOCX, ...XLSX, ...PPTX];

/** Formats that are recognized by their first bytes, each with the extensions that their files may have. */
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

/** The format that files of each extension must have; a file with any other extension may contain anything. */
const CHECKED = new Set([...EXTENSIONS.values()].flat());

/**
 * Why a file can't be of a format, judging by its first bytes; undefined if it can, or if the format can't be
 * recognized by its bytes.
 */
export function formatMismatch(format: string, beginning: Buffer): string | undefined {
	if (beginning.length === 0) return 'the file is empty';
	if (!CHECKED.has(format)) return undefined;
	const { extension } = fileTypeOf(beginning);
	const possible = EXTENSIONS.get(extension);
	if (!possible)
		return `the file format is ${format}, but the contents aren’t a valid file of this format`;
	if (possible.includes(format)) return undefined;
	return possible === OLE && OFFICE.includes(format)
		? `the file format is ${format}, but the file opens only with a password, or is of an older kind`
		: `the file format is ${format}, but the file is of the kind ${extension.toUpperCase()}`;
}
