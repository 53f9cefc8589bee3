import { createHash } from 'node:crypto';

/** In bytes of UTF-8, including the extension: file systems allow 255, and programs append to names. */
const MOST_BYTES = 200;
const HASH_DIGITS = 8;

/** Letters and digits of every script, `.`, `_` and `-`; never a hidden file, a command-line option, or a path. */
const SAFE = /^(?![\p{M}.-])[\p{L}\p{M}\p{N}._-]+(?<!\.)$/u;
/** Windows opens a device by these names, whatever follows the dot. */
const DEVICE = /^(?:AUX|CON|NUL|PRN|COM\d|LPT\d)(?:\.|$)/i;
/** Invisible characters, letters among them: some file systems ignore them when they compare names. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/u;
const UUID = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/;
const REPLACED = /(?:[^\p{L}\p{M}\p{N}-]|\p{Default_Ignorable_Code_Point})+/gu;

/**
 * The file name for an order's document: safe on every system, at most 200 bytes of UTF-8, and never that of another
 * order number, even if the file system ignores case or Unicode normalization forms.
 *
 * A number keeps its plain name (`HT-2026-01.pdf`) if it consists only of uppercase letters, letters without case (合同),
 * digits, `.`, `_` and `-`, in normalization form NFKC; begins with neither `.` nor `-`; doesn't end in `.`; isn't a
 * Windows device (`NUL`, `COM1.A`); and is short enough. A UUID is plain in its usual lowercase instead. So of numbers
 * that differ only in case, at most one is plain.
 *
 * Any other number becomes its readable characters, `~`, and the first 8 hexadecimal digits of its SHA-256:
 * `HT/2026/01` → `HT_2026_01~87c744a7.pdf`. Plain names never contain `~`, so a number that looks like one of these
 * names gets a different one itself. Two of them are equal only if both those digits and the readable characters are.
 */
export function safeFileName(orderNumber: string, extension: string): string {
	const isPlain = isSafe(orderNumber, extension) && orderNumber === inOneCase(orderNumber);
	return isPlain ? `${orderNumber}.${extension}` : markedName(orderNumber, extension);
}

/**
 * The file name for a document's preview: as safe as that of an order's document, and based on the document's own name,
 * whose case is kept.
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

/** A canonical form: equal for all texts that a file system without case or normalization could consider the same. */
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

/** UTF-8 can't represent a lone surrogate, so two texts with different ones would have the same hash. */
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
