import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { poppler, run } from '../../support/poppler';
import { readPieces } from './readInPieces';

const CORPUS = resolve(__dirname, '../../../../shared/corpus');
const missing =
	(existsSync(CORPUS) ? '' : 'the corpus is not there') ||
	(poppler ? '' : 'poppler-utils are not installed');
const files = missing ? ['none'] : readdirSync(CORPUS).filter((name) => name.endsWith('.pdf'));

/** Where we differ from poppler, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
	'testarea-pdfbox2--isa_H.pdf':
		'an attack: its second page was appended without a cross-reference table, which readers that mend a file see and poppler does not',
};

/** Files whose cross-references are not where they say: attacks all of them, which readers repair as they read. */
const REPAIRED = /^(?:openpdf--pades_infinite_loop|testarea-pdfbox2--isa_[^BCG])\.pdf$/;

/** What poppler's pdfinfo says of a file, in the form of our facts. */
function popplerFacts(pdf: Buffer) {
	let text: string;
	try {
		text = run('pdfinfo', pdf, '-f', '1', '-l', '100000').toString();
	} catch (error) {
		if (String(error).includes('Incorrect password')) return { kind: 'passwordProtected' };
		throw error;
	}
	const all = (pattern: RegExp) =>
		[...text.matchAll(pattern)].map((match) => match.slice(1).map(Number));
	const turns = all(/^Page +\d+ rot: +(\d+)/gm).flat();
	const pages = all(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm).map(
		([width = 0, height = 0], index) =>
			(turns[index] ?? 0) % 180 === 90 ? { width: height, height: width } : { width, height },
	);
	return {
		kind: 'readable',
		pages,
		restricted: /^Encrypted: +yes/m.test(text),
		repaired: undefined,
	};
}

/** pdfinfo prints six digits. */
const sixDigits = (value: number) => Number(value.toPrecision(6));

const describeCorpus = missing
	? (name: string, body: () => void) => describe.skip(`${name} (skipped: ${missing})`, body)
	: describe;

describeCorpus('the corpus of signed PDFs', () => {
	it.each(files)('is read as poppler reads it: %s', async (name) => {
		const pdf = readFileSync(join(CORPUS, name));
		const facts = await readPieces([pdf]);
		const rounded =
			facts.kind === 'readable'
				? {
						...facts,
						repaired: undefined,
						pages: facts.pages.map(({ width, height }) => ({
							width: sixDigits(width),
							height: sixDigits(height),
						})),
					}
				: facts;
		if (facts.kind === 'readable') expect(facts.repaired !== undefined).toBe(REPAIRED.test(name));
		if (name in DIFFERENCES) expect(rounded).not.toEqual(popplerFacts(pdf));
		else expect(rounded).toEqual(popplerFacts(pdf));
	});
});
