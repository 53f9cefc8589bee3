import { safeFileName } from '../../nodes/WoSignDoc/push/safeFileName';
import { code, table } from './markdown';

/** Order numbers and what decides about the names of their documents. */
const EXAMPLES: ReadonlyArray<readonly [orderNumber: string, reason: string]> = [
	['CONTRACT-2026-0042', 'plain: uppercase letters, digits, `.`, `_` and `-`'],
	['采购-2026-001', 'plain: letters without case, such as Chinese'],
	['550e8400-e29b-41d4-a716-446655440000', 'plain: a UUID in lowercase'],
	['HT/2026/01', 'a character that file systems, shells, or URLs may not accept becomes `_`'],
	['沃签〔2026〕1号', 'the same'],
	['ab-1', 'a lowercase letter: `AB-1` would be the same file on Windows and macOS'],
	['ＨＴ-１', 'full-width letters: Unicode’s form NFKC turns them into `HT-1`'],
	['con.txt', 'a device on Windows, whatever follows the dot'],
	['.A', 'hidden; `-A` could pass for an option, and Windows drops the dot of `A.`'],
	['HT-1~1a2b3c4d', 'looks like a marked name, which plain ones never do'],
];

/** The rule for `fileName`, with examples. */
export function fileNames(): string {
	const rows = EXAMPLES.map(([orderNumber, reason]) => [
		code(orderNumber),
		code(safeFileName(orderNumber, 'pdf')),
		reason,
	]);
	return `\`fileName\` is the order number with the extension of the document’s type. Save documents under it, never under the order number itself.
An order number that isn’t safe as a file name is marked: its readable part, \`~\`, and the first 8 hexadecimal digits of its SHA-256. Names are at most 200 bytes of UTF-8; longer ones are cut and marked.
So different orders get different names, even on file systems that ignore case or Unicode’s normal forms. Two marked names can be the same only if both the readable parts and the 8 digits agree: one in 4 billion pairs with the same readable part.
A push without an order number is named after \`signid\` and always marked.

${table(['Order number', 'File name', 'Why'], rows)}

Backed by \`safeFileName.test.ts\`: “is never that of another order number, whatever the file system folds”, and “is never a path, hidden, an option, a device, empty or long, whatever the order number”.`;
}
