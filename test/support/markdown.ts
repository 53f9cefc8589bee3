import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

export const readDocument = (file: string) => readFileSync(join(root, file), 'utf8');

export interface Heading {
	readonly level: number;
	readonly text: string;
}

/** The parts of a Markdown document other than its prose. */
export interface DocumentParts {
	readonly headings: readonly Heading[];
	/** Fenced blocks with their language. */
	readonly codeBlocks: readonly string[];
	/** Rows and columns of each table, including its header. */
	readonly tables: ReadonlyArray<{ rows: number; columns: number }>;
	/** First cells of each table's rows, without the header. */
	readonly firstCells: readonly string[];
	/** Targets of links and images, and of the sources of pictures. */
	readonly targets: readonly string[];
	/** Text outside fenced blocks. */
	readonly prose: string;
}

export function partsOf(text: string): DocumentParts {
	const codeBlocks = [...text.matchAll(/^```.*?^```$/gms)].map(([block]) => block);
	const prose = text.replace(/^```.*?^```$/gms, '');
	const headings = [...prose.matchAll(/^(#+) (.*)$/gm)].map(([, marks = '', title = '']) => ({
		level: marks.length,
		text: title,
	}));
	const tables = tablesIn(prose);
	return {
		headings,
		codeBlocks,
		tables: tables.map((rows) => ({ rows: rows.length - 1, columns: rows[0]?.length ?? 0 })),
		firstCells: tables.flatMap((rows) => rows.slice(2).flatMap(([first = '']) => first)),
		targets: [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
			([, link, source]) => link ?? source ?? '',
		),
		prose,
	};
}

/** The rows of all tables, with their headers. */
export const rowsIn = (text: string): string[][] => tablesIn(text).flat();

function tablesIn(text: string): string[][][] {
	return [...text.matchAll(/(?:^\|.*\n?)+/gm)].map(([table]) => rowsOf(table));
}

function rowsOf(table: string): string[][] {
	return table
		.trim()
		.split('\n')
		.map((row) =>
			row
				.split(/(?<!\\)\|/)
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);
}

/** GitHub's anchor for a heading. */
export function anchorOf({ text }: Heading): string {
	return text
		.replace(/[`*]/g, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
		.replaceAll(' ', '-');
}
