import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { collectionLibrary, nodes, pdfLibrary } from '../../../setup/bundles';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';

const root = resolve(__dirname, '../../..');

/** The shipped bundles, and the PDF reader bundled the same way as a node. */
async function buildPackage(folder: string): Promise<string> {
	const options = { absWorkingDir: root, outdir: join(folder, 'dist') };
	await Promise.all([
		build({ ...nodes, ...options }),
		build({ ...pdfLibrary, ...options }),
		build({ ...collectionLibrary, ...options }),
		build({
			...nodes,
			absWorkingDir: root,
			entryPoints: ['nodes/WoSignDoc/pdf/readPdfFacts.ts'],
			outbase: 'nodes/WoSignDoc/pdf',
			outdir: join(folder, 'dist/nodes/WoSignDoc'),
		}),
	]);
	return join(folder, 'dist/nodes/WoSignDoc');
}

/** Loads the built files in a separate process and reports which of them are loaded when. */
const PROBE = `
const path = require('node:path');
const [folder] = process.argv.slice(2);
const loaded = () => Object.keys(require.cache).flatMap((file) => /\\w+Library\\.js$/.exec(file) ?? []);
require(path.join(folder, 'WoSignDoc.node.js'));
require(path.join(folder, 'WoSignDocTrigger.node.js'));
const { readPdfFacts } = require(path.join(folder, 'readPdfFacts.js'));
const before = loaded();
async function* chunks() { yield Buffer.from(process.env.PDF, 'base64'); }
readPdfFacts(chunks(), JSON.parse(process.env.KEYWORDS)).then((facts) => console.log(JSON.stringify({ before, facts, after: loaded() })));
`;

/** Reads a PDF by what ships: the facts, and which libraries were loaded before and after. */
function probe(built: string, pdf: Buffer, keywords: readonly string[]): unknown {
	const script = join(built, 'probe.js');
	writeFileSync(script, PROBE);
	const output = execFileSync(process.execPath, [script, built], {
		encoding: 'utf8',
		env: {
			...process.env,
			NODE_PATH: join(root, 'node_modules'),
			PDF: pdf.toString('base64'),
			KEYWORDS: JSON.stringify(keywords),
		},
	});
	return JSON.parse(output);
}

describe('the PDF library', () => {
	let folder: string;
	let built: string;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'pdf-library-'));
		built = await buildPackage(folder);
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('is loaded from a file of its own when facts are asked for, not when n8n starts', () => {
		expect(probe(built, pdfOf(onePage()), [])).toEqual({
			before: [],
			facts: { kind: 'readable', pages: [{ width: 595, height: 842 }], restricted: false },
			after: ['pdfLibrary.js'],
		});
		expect(statSync(join(built, 'pdf/pdfLibrary.js')).size).toBeGreaterThan(100_000);
		expect(statSync(join(built, 'readPdfFacts.js')).size).toBeLessThan(100_000);
	});

	it('loads the tables of CJK characters only for a font that needs them', () => {
		const text = pdfOf({
			...onePage('/MediaBox [0 0 100 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>'),
			4: streamOf('BT /F 20 Tf 10 20 Td <084a065a> Tj ET'),
			5: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>',
			6: '<< /Type /Font /Subtype /CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
		});
		expect(probe(built, text, ['甲方'])).toMatchObject({
			facts: { text: { pages: ['text'] } },
			after: ['pdfLibrary.js', 'collectionLibrary.js'],
		});
		expect(statSync(join(built, 'pdf/text/collectionLibrary.js')).size).toBeLessThan(150_000);
	});
});
