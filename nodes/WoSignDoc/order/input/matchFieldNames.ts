import { chineseNameOf, isOfTable, nameOf, plainHeading } from './headings';
import { isEmpty } from './isEmpty';

/** An object's fields under the names they were recognized as. */
export interface MatchedFields<Name extends string> {
	readonly fields: Readonly<Partial<Record<Name, unknown>>>;
	/** What is wrong with the names. */
	readonly problems: readonly string[];
	/** Names that were not recognized. */
	readonly unknown: readonly UnknownField[];
}

/** A name that wasn't recognized, and the one that it may be a misspelling of. */
export interface UnknownField {
	readonly name: string;
	readonly similar?: string;
}

/** Single-letter changes up to which a name counts as a misspelling rather than another word. */
const MOST_MISSPELLED = 2;

/**
 * Recognizes field names in an object as people write it, such as a spreadsheet row: letter case, spaces, `_` and `-`
 * don't matter, Chinese headings are known, empty cells and `row_number` count as absent. A name that looks misspelled
 * is unknown, too, since a table has other columns (`County`); `similar` is the name that it resembles, unless the
 * object also has that one: next to `userNo`, `user_id` is certainly something else.
 */
export function matchFieldNames<Name extends string>(
	given: Readonly<Record<string, unknown>>,
	names: readonly Name[],
): MatchedFields<Name> {
	const fields: Partial<Record<Name, unknown>> = {};
	const problems: string[] = [];
	const unknown: UnknownField[] = [];
	const cells = Object.entries(given)
		.filter(([key, value]) => !isEmpty(value) && !isOfTable(plainHeading(key)))
		.map(([key, value]) => ({ key, value, plain: plainHeading(key) }));
	const present = new Set(cells.map(({ plain }) => nameOf(plain, names)));
	/** Next to the API's own name, a Chinese heading is something else: `类型` may be the contract's. */
	const nameIn = (plain: string) => {
		const chinese = chineseNameOf(plain, names);
		return nameOf(plain, names) ?? (present.has(chinese) ? undefined : chinese);
	};
	const found = new Set(cells.map(({ plain }) => nameIn(plain)));
	for (const { key, value, plain } of cells) {
		const name = nameIn(plain);
		const similar = names.find((one) => !found.has(one) && isMisspelled(plain, plainHeading(one)));
		if (name !== undefined && !Object.hasOwn(fields, name)) fields[name] = value;
		else if (name !== undefined) problems.push(`"${name}" is given twice`);
		else unknown.push({ name: key, ...(similar !== undefined && { similar }) });
	}
	return { fields, problems, unknown };
}

/** Short names are close to other words, so only one wrong letter counts as a typo. */
function isMisspelled(key: string, name: string): boolean {
	const most = Math.min(MOST_MISSPELLED, Math.floor(name.length / 3));
	return Math.abs(key.length - name.length) <= most && distance(key, name) <= most;
}

/** Letters to insert, delete or replace, or adjacent letters to swap (optimal string alignment distance). */
function distance(from: string, to: string): number {
	let beforeRow: number[] = [];
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let index = 1; index <= from.length; index++) {
		const next = [index];
		for (let at = 1; at <= to.length; at++) {
			const isSwapped = from[index - 1] === to[at - 2] && from[index - 2] === to[at - 1];
			next[at] = Math.min(
				cost(next[at - 1]) + 1,
				cost(row[at]) + 1,
				cost(row[at - 1]) + Number(from[index - 1] !== to[at - 1]),
				isSwapped ? cost(beforeRow[at - 2]) + 1 : Infinity,
			);
		}
		[beforeRow, row] = [row, next];
	}
	return cost(row[to.length]);
}

function cost(entry: number | undefined): number {
	return entry ?? Infinity;
}
