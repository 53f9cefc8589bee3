/** Pages of a document that came from one file. */
export interface DocumentPart {
	/** The file's name. */
	readonly name: string;
	/** The name of the field that it came from. */
	readonly field: string;
	/** Counted from 1, in the document. */
	readonly firstPage: number;
	readonly pages: number;
}

/** Where pages are counted: in the document or in a part of it. */
export interface PageRange {
	/** Pages before its first page. */
	readonly offset: number;
	/** Undefined if unknown. */
	readonly pages: number | undefined;
	/** Its name in messages. */
	readonly name: string;
}

/** Maximum number of parts that one message names. */
const MOST_NAMED = 10;

/**
 * The pages that a position's `part` refers to: all if it is empty, otherwise those of the part with this number or
 * name.
 */
export function pagesOfPart(
	part: string,
	parts: readonly DocumentPart[] | undefined,
	pageCount: number | undefined,
): PageRange | { readonly problem: string } {
	if (part === '') return { offset: 0, pages: pageCount, name: 'the document' };
	if (!parts) {
		return part === '1'
			? { offset: 0, pages: pageCount, name: 'the document' }
			: {
					problem:
						"part: the document has no parts; choose 'Several Files' under 'Document Source'",
				};
	}
	const named = parts.filter(({ name, field }) => [name, field].some((one) => plain(one) === part));
	const index = /^\d{1,4}$/.test(part) ? Number(part) - 1 : -1;
	const found = parts[index] ?? (named.length === 1 ? named[0] : undefined);
	if (!found) {
		const several = named.length > 1 ? 'several parts have this name' : 'there is no such part';
		return { problem: `part "${part.slice(0, 40)}": ${several}. ${partsInWords(parts)}` };
	}
	return {
		offset: found.firstPage - 1,
		pages: found.pages,
		name: `part ${parts.indexOf(found) + 1} (${found.name})`,
	};
}

/** Normalized in the same way as the position's own text. */
function plain(name: string): string {
	return name.normalize('NFKC').trim();
}

function partsInWords(parts: readonly DocumentPart[]): string {
	const named = parts.slice(0, MOST_NAMED).map(({ name }, index) => `${index + 1} (${name})`);
	const rest = parts.length - named.length;
	return `There are: ${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')}`;
}
