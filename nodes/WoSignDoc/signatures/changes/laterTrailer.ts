import { comparableText } from '../../pdf/file/comparableText';
import type { Section } from '../../pdf/file/crossReference';
import { PdfSyntaxError } from '../../pdf/file/pdfSyntaxError';
import { wholeIn } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { SIGNATURE_BOUNDS } from '../bounds';

/** Keys of a trailer, or of a cross-reference stream, which also serves as one (ISO 32000-1, tables 15 and 17). */
const KEYS = new Set([
	...['Size', 'Prev', 'Root', 'Encrypt', 'Info', 'ID', 'XRefStm'],
	...['Type', 'Index', 'W', 'Length', 'Filter', 'DecodeParms'],
]);
/** Numbers that a program may have reserved for objects that it didn't write. */
const MOST_UNUSED = 1_000;
/** Some readers need free numbers for their own objects, and show nothing if none are left. */
const LARGEST_SIZE = 8_000_000;

/**
 * Checks that a later revision's trailer continues the previous one: the same root and encryption, an unbroken chain of
 * sections, a size that fits. Throws a PdfSyntaxError.
 *
 * @param highest the highest object number written so far
 */
export function checkTrailer(
	section: Section,
	{
		previous,
		before,
		highest,
		isCatalog,
	}: {
		readonly previous: number;
		readonly before: PdfDictionary;
		readonly highest: number;
		/** Whether a value refers to a catalog that a later revision adds. */
		readonly isCatalog: (root: PdfValue | undefined) => boolean;
	},
): void {
	const { trailer } = section;
	if (section.previous !== previous || section.also !== undefined) {
		throw new PdfSyntaxError('its cross-references do not go on from the signed ones');
	}
	const isSame = (key: string) =>
		comparableText(trailer.entries.get(key)) === comparableText(before.entries.get(key));
	// Some programs copy the keys of other programs' trailers, with references to objects that don't exist.
	const unknown = [...trailer.entries.keys()].find(
		(key) => !KEYS.has(key) && !before.entries.has(key),
	);
	if (unknown !== undefined) throw new PdfSyntaxError(`its trailer has the key /${unknown}`);
	const isRoot = isSame('Root') || isCatalog(trailer.entries.get('Root'));
	if (!isRoot || !isSame('Encrypt') || !isSameId(before, trailer)) {
		throw new PdfSyntaxError('its trailer leads to another document');
	}
	checkSize(trailer, { least: sizeOf(before), highest });
}

/** Checks that a new document information dictionary exists: some readers search the whole file for a missing one. */
export function checkInformation(
	trailer: PdfDictionary,
	before: PdfDictionary,
	exists: (number: number) => boolean,
): void {
	const [info, former] = [trailer, before].map(({ entries }) => entries.get('Info'));
	if (!info || comparableText(info) === comparableText(former)) return;
	if (info.kind === 'reference' && info.generation === 0 && exists(info.number)) return;
	throw new PdfSyntaxError('its document information is not an object that is there');
}

/** A reader rebuilds the file if the size is too small, or far too large. */
function checkSize(
	trailer: PdfDictionary,
	{ least, highest }: { readonly least: number; readonly highest: number },
): void {
	const size = sizeOf(trailer);
	const fitting = Math.max(least, highest + 1);
	const isFar = highest >= least + SIGNATURE_BOUNDS.laterObjects;
	if (isFar || size < fitting || size > Math.min(fitting + MOST_UNUSED, LARGEST_SIZE)) {
		throw new PdfSyntaxError('its size does not fit its objects');
	}
}

/** The `/Size` in a trailer, one more than the highest object number; 0 if there is none. */
export function sizeOf(trailer: PdfDictionary): number {
	return wholeIn(trailer, 'Size') ?? 0;
}

/**
 * The first half of the file identifier must not change, since the key of an encrypted file is derived from it (ISO
 * 32000-1, 14.4).
 */
function isSameId(before: PdfDictionary, trailer: PdfDictionary): boolean {
	const [one, other] = [before, trailer].map(({ entries }) => firstItem(entries.get('ID')));
	return (
		comparableText(one) === comparableText(other) ||
		(!before.entries.has('Encrypt') && isText(other))
	);
}

function firstItem(value: PdfValue | undefined): PdfValue | undefined {
	return value?.kind === 'array' ? value.items[0] : value;
}

function isText(value: PdfValue | undefined): boolean {
	return value === undefined || value.kind === 'string';
}
