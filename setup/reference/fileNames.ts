import { safeFileName } from '../../nodes/WoSignDoc/push/safeFileName';
import { code, table } from './markdown';

/** Order numbers and the reasons for their documents' file names. */
const EXAMPLES: ReadonlyArray<readonly [orderNumber: string, reason: string]> = [
	['CONTRACT-2026-0042', 'plain: uppercase letters, digits, `.`, `_` and `-`'],
	['采购-2026-001', 'plain: letters without case, such as Chinese'],
	['550e8400-e29b-41d4-a716-446655440000', 'plain: a UUID in lowercase'],
	['HT/2026/01', 'characters that file systems, shells, or URLs may not accept become `_`'],
	['沃签〔2026〕1号', 'the same'],
	['ab-1', 'lowercase letter: `AB-1` would be the same file on Windows and macOS'],
	['ＨＴ-１', 'full-width letters: Unicode normalization (NFKC) turns them into `HT-1`'],
	['con.txt', 'a device name on Windows, regardless of the extension'],
	[
		'.A',
		'hidden file; similarly, `-A` could be read as an option, and Windows drops the dot of `A.`',
	],
	['HT-1~1a2b3c4d', 'looks like a marked name, which plain names must not'],
];

/** The rule for `fileName`, with examples. */
export function fileNames(): string {
	const rows = EXAMPLES.map(([orderNumber, reason]) => [
		code(orderNumber),
		code(safeFileName(orderNumber, 'pdf')),
		reason,
	]);
	return `\`fileName\` is the order number with the extension of the document’s type. Save documents under this name, never under the order number itself.
If an order number isn’t safe as a file name, the name is marked: its readable part, \`~\`, and the first 8 hexadecimal digits of its SHA-256. Names are at most 200 bytes of UTF-8; longer ones are cut and marked.
So different orders get different names, even on file systems that ignore case or normalize Unicode. Two marked names are the same only if both the readable parts and the 8 digits match, which is the case for one in 4 billion pairs with the same readable part.
Without an order number, the file is named after \`signid\` and always marked.

${table(['Order number', 'File name', 'Why'], rows)}

Tested in \`safeFileName.test.ts\`: “is never that of another order number, whatever the file system folds”, and “is never a path, hidden, an option, a device, empty or long, whatever the order number”.`;
}
