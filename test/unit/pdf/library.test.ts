import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodes, pdfLibrary } from '../../../setup/bundles';
import { onePage, pdfOf } from '../../support/pdfText';

const root = resolve(__dirname, '../../..');

/** What ships, built as it ships, and the reading of PDFs built like a node beside it. */
async function buildPackage(folder: string): Promise<string> {
	const options = { absWorkingDir: root, outdir: join(folder, 'dist') };
	await Promise.all([
		build({ ...nodes, ...options }),
		build({ ...pdfLibrary, ...options }),
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

/** Loads the built files in a process of its own and tells which of them are loaded when. */
const PROBE = `
const path = require('node:path');
const [folder] = process.argv.slice(2);
const loaded = () => Object.keys(require.cache).some((file) => file.endsWith('pdfLibrary.js'));
require(path.join(folder, 'WoSignDoc.node.js'));
require(path.join(folder, 'WoSignDocTrigger.node.js'));
const { readPdfFacts } = require(path.join(folder, 'readPdfFacts.js'));
const before = loaded();
async function* chunks() { yield Buffer.from(process.env.PDF, 'base64'); }
readPdfFacts(chunks()).then((facts) => console.log(JSON.stringify({ before, facts, after: loaded() })));
`;

describe('the PDF library', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'pdf-library-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('is loaded from a file of its own when facts are asked for, not when n8n starts', async () => {
		const built = await buildPackage(folder);
		const probe = join(folder, 'probe.js');
		writeFileSync(probe, PROBE);
		const output = execFileSync(process.execPath, [probe, built], {
			encoding: 'utf8',
			env: {
				...process.env,
				NODE_PATH: join(root, 'node_modules'),
				PDF: pdfOf(onePage()).toString('base64'),
			},
		});
		expect(JSON.parse(output)).toEqual({
			before: false,
			facts: { kind: 'readable', pages: [{ width: 595, height: 842 }], restricted: false },
			after: true,
		});
		expect(statSync(join(built, 'pdf/pdfLibrary.js')).size).toBeGreaterThan(100_000);
		expect(statSync(join(built, 'readPdfFacts.js')).size).toBeLessThan(100_000);
	});
});
