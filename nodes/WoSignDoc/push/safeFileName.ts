import { createHash } from 'node:crypto';

/** Of UTF-8, with the extension: file systems take 255, and programs append to names. */
const MOST_BYTES = 200;
const HASH_DIGITS = 8;

/** Letters and digits of every script, `.`, `_` and `-`; never hidden, an option of a command, or a path. */
const SAFE = /^(?![\p{M}.-])[\p{L}\p{M}\p{N}._-]+(?<!\.)$/u;
/** Windows opens a device by these names, whatever follows the dot. */
const DEVICE = /^(?:AUX|CON|NUL|PRN|COM\d|LPT\d)(?:\.|$)/i;
/** Characters without a look, letters among them: some file systems leave them out when they compare names. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/u;
const UUID = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/;
const REPLACED = /(?:[^\p{L}\p{M}\p{N}-]|\p{Default_Ignorable_Code_Point})+/gu;

/**
 * The file name for the document of an order: safe on every system, at most 200 bytes of UTF-8, and never that of
 * another order number, even where the file system ignores case or Unicode's normal forms.
 *
 * A number keeps its plain name (`HT-2026-01.pdf`) if it has only uppercase letters, letters without case (合同), digits,
 * `.`, `_` and `-`, in Unicode's form NFKC; begins with neither `.` nor `-`; doesn't end in `.`; is no Windows device
 * (`NUL`, `COM1.A`); and is short enough. A UUID is plain in its usual lowercase instead. So of numbers that differ
 * only in case, at most one is plain.
 * Any other number becomes what is readable of it, `~`, and the first 8 hexadecimal digits of its SHA-256:
 * `HT/2026/01` → `HT_2026_01~87c744a7.pdf`. No plain name has a `~`, so a number that looks like such a name gets
 * another one itself. Two of them are the same only if those digits and all that is readable are.
 */
export function safeFileName(orderNumber: string, extension: string): string {
	const isPlain = isSafe(orderNumber, extension) && orderNumber === inOneCase(orderNumber);
	return isPlain ? `${orderNumber}.${extension}` : markedName(orderNumber, extension);
}

/**
 * The file name for a preview of a document: as safe as that of an order's document, after the document's own name.
 * Whoever named the document chose its case, which stays.
 */
export function previewFileName(documentName: string): string {
	return nameAfter(documentName, 'preview.pdf');
}

/** The file name for evidence on a document, made in the same way. */
export function evidenceFileName(documentName: string, extension: 'json' | 'pdf'): string {
	return nameAfter(documentName, `evidence.${extension}`);
}

function nameAfter(documentName: string, extension: string): string {
	const name = documentName.replace(/\.pdf$/i, '');
	return isSafe(name, extension) ? `${name}.${extension}` : markedName(name, extension);
}

function isSafe(name: string, extension: string): boolean {
	return (
		Buffer.byteLength(`${name}.${extension}`) <= MOST_BYTES &&
		SAFE.test(name) &&
		!DEVICE.test(name) &&
		!IGNORED.test(name) &&
		name === name.normalize('NFKC')
	);
}

/** The one text of all that a file system without case or normal forms could take for the same. */
function inOneCase(text: string): string {
	const upper = text.normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKC');
	return UUID.test(upper) ? upper.toLowerCase() : upper;
}

function markedName(name: string, extension: string): string {
	const mark = `~${hashOf(name)}.${extension}`;
	// No more than may be needed: on much longer texts some of these steps take more than linear time.
	const beginning = name.slice(0, MOST_BYTES);
	const readable = beginning.normalize('NFKC').replace(REPLACED, '_');
	const shortened = firstBytes(trimmed(readable), MOST_BYTES - mark.length);
	return `${trimmed(shortened) || 'document'}${mark}`;
}

/** UTF-8 has no bytes for half of a surrogate pair, so two such texts would have one hash. */
function hashOf(text: string): string {
	const bytes = Buffer.from(text, /\p{Cs}/u.test(text) ? 'utf16le' : 'utf8');
	return createHash('sha256').update(bytes).digest('hex').slice(0, HASH_DIGITS);
}

function trimmed(text: string): string {
	return text.replace(/^[\p{M}_-]+|[_-]+$/gu, '');
}

/** As many whole characters as fit. */
function firstBytes(text: string, length: number): string {
	const bytes = Buffer.from(text).subarray(0, length);
	return new TextDecoder().decode(bytes, { stream: true });
}
