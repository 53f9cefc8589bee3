import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodes, signatureLibrary } from '../../../setup/bundles';
import { makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';

const root = resolve(__dirname, '../../..');

/** Loads the built files in a separate process, reports which are loaded, and verifies a document. */
const PROBE = `
const path = require('node:path');
const [folder] = process.argv.slice(2);
const loaded = () => Object.keys(require.cache).some((file) => file.endsWith('signatureLibrary.js'));
require(path.join(folder, 'WoSignDoc.node.js'));
require(path.join(folder, 'WoSignDocTrigger.node.js'));
const before = loaded();
const { SignatureVerifier } = require(path.join(folder, 'signatures/signatureLibrary.js'));
const { verifier } = SignatureVerifier.open({ trustedRoots: '', now: new Date() });
verifier.feed(Buffer.from(process.env.PDF, 'base64'));
verifier.end().then(({ intact }) => console.log(JSON.stringify({ before, intact, after: loaded() })));
`;

describe('the signature library', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'signature-library-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('is a file of its own, which n8n’s start does not load', async () => {
		const options = { absWorkingDir: root, outdir: join(folder, 'dist') };
		await Promise.all([nodes, signatureLibrary].map((one) => build({ ...one, ...options })));
		const built = join(folder, 'dist/nodes/WoSignDoc');
		const probe = join(folder, 'probe.js');
		writeFileSync(probe, PROBE);
		const pdf = signedPdf(plainPdf(), signerOf(makeIdentity()));
		const output = execFileSync(process.execPath, [probe, built], {
			encoding: 'utf8',
			env: {
				...process.env,
				NODE_PATH: join(root, 'node_modules'),
				PDF: pdf.toString('base64'),
			},
		});
		expect(JSON.parse(output)).toEqual({ before: false, intact: true, after: true });
		expect(statSync(join(built, 'signatures/signatureLibrary.js')).size).toBeLessThan(430_000);
	});
});
