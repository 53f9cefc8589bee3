import { readPdfFacts } from '../../../../nodes/WoSignDoc/pdf/readPdfFacts';
import { run } from '../../../support/poppler';

/** So far off may an edge of a word be, in points. */
const TOLERANCE = 4;

interface Word {
	readonly page: number;
	readonly text: string;
	readonly left: number;
	readonly right: number;
	readonly bottom: number;
	readonly top: number;
}

/** The words that poppler sees, and how many of them were found, and found where poppler sees them. */
export interface Comparison {
	readonly words: number;
	readonly found: number;
	readonly inPlace: number;
	/** Some that were not, for a look at what went wrong. */
	readonly missed: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'",
	'&amp;': '&',
};

/** Poppler counts downwards, on the paper as it is before it is turned. */
function popplerWords(pdf: Buffer, heights: readonly number[]): Word[] {
	const words: Word[] = [];
	let page = 0;
	const html = run('pdftotext', pdf, '-bbox').toString();
	for (const line of html.split('\n')) {
		if (line.includes('<page ')) page++;
		const numbers = /xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)<\/word>/.exec(line);
		if (!numbers) continue;
		const [left = 0, down = 0, right = 0, downEnd = 0] = numbers.slice(1, 5).map(Number);
		const text = (numbers[5] ?? '').replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
		const height = heights[page - 1] ?? 0;
		words.push({ page, text, left, right, bottom: height - downEnd, top: height - down });
	}
	// A word of which poppler does not know the characters cannot be looked for.
	return words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/**
 * Looks for every word that poppler sees in a PDF.
 *
 * @param guessedHeights whether the PDF's fonts draw their glyphs themselves: then poppler guesses how high they are,
 * twice as high as they are for Chinese, so a word only needs to be within its box
 */
export async function compareWithPoppler(
	pdf: Buffer,
	guessedHeights = false,
): Promise<Comparison | undefined> {
	async function* streamed() {
		yield await Promise.resolve(pdf);
	}
	const facts = await readPdfFacts(streamed());
	if (facts.kind !== 'readable' || facts.restricted) return undefined;
	const words = popplerWords(
		pdf,
		facts.pages.map(({ height }) => height),
	);
	const found = await readPdfFacts(streamed(), [...new Set(words.map(({ text }) => text))]);
	const hits = found.kind === 'readable' ? found.text?.hits : undefined;
	const distances = words.map((word) => ({
		word,
		distance: Math.min(
			...(hits?.get(word.text) ?? [])
				.filter(({ page }) => page === word.page)
				.map(({ box }) =>
					Math.max(
						Math.abs(box.left - word.left),
						Math.abs(box.right - word.right),
						guessedHeights ? word.bottom - box.bottom : Math.abs(word.bottom - box.bottom),
						guessedHeights ? box.top - word.top : Math.abs(word.top - box.top),
					),
				),
		),
	}));
	const missed = distances.filter(({ distance }) => distance > TOLERANCE);
	return {
		words: words.length,
		found: distances.filter(({ distance }) => distance < Infinity).length,
		inPlace: words.length - missed.length,
		missed: missed.slice(0, 5).map(({ word, distance }) => `${word.text} (${distance})`),
	};
}
