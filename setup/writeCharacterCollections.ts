// Generates nodes/WoSignDoc/pdf/text/collectionLibrary.ts from Adobe's mapping resources. FOLDER is a checkout of
// github.com/adobe-type-tools/mapping-resources-pdf: tsx setup/writeCharacterCollections.ts FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { readCodeMap } from '../nodes/WoSignDoc/pdf/text/codeMap';

const ORDERINGS = ['CNS1', 'GB1', 'Japan1', 'KR', 'Korea1'];
const TARGET = resolve(__dirname, '../nodes/WoSignDoc/pdf/text/collectionLibrary.ts');
const NO_CHARACTER = '\ufffd';

/** The text of each glyph number (CID), from the resource `Adobe-…-UCS2`. */
function textsOf(folder: string, ordering: string): string[] {
	const { texts } = readCodeMap(readFileSync(join(folder, `pdf2unicode/Adobe-${ordering}-UCS2`)));
	const count = Math.max(...texts.keys()) + 1;
	return Array.from({ length: count }, (_, cid) => texts.get(cid) ?? '').map((text) =>
		text === NO_CHARACTER ? '' : text,
	);
}

/** The format that `characterCollection.ts` reads. Stores differences, which compress well. */
function packed(texts: readonly string[]): string {
	const units = texts.map((text) => (text.length === 1 ? text.charCodeAt(0) : 0));
	const steps = units.map((unit, index) => (unit - (units[index - 1] ?? 0)) & 0xffff);
	const others = texts.filter((text) => text.length !== 1).join('\n');
	const bytes = Buffer.concat([
		Buffer.from(steps.map((step) => step >> 8)),
		Buffer.from(steps.map((step) => step & 0xff)),
		Buffer.from(others, 'utf16le'),
	]);
	return `[
			${texts.length},
			'${deflateSync(bytes, { level: 9 }).toString('base64')}',
		]`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: tsx setup/writeCharacterCollections.ts FOLDER');
const license = readFileSync(join(folder, 'LICENSE.txt'), 'utf8').trim();
const entries = ORDERINGS.map(
	(ordering) => `\t[
		'${ordering}',
		${packed(textsOf(folder, ordering))},
	],
`,
);
writeFileSync(
	TARGET,
	`/*! Adobe's mapping resources for PDF, made by setup/writeCharacterCollections.ts.

${license}
*/

/**
 * Of each character collection by its ordering: how many glyphs it has, and their characters as
 * \`characterCollection.ts\` reads them. Import it by \`import('…/collectionLibrary')\` alone: it is built into a file of
 * its own, loaded when a font needs it.
 */
export const COLLECTIONS: ReadonlyMap<string, readonly [count: number, packed: string]> = new Map([
${entries.join('')}]);
`,
);
