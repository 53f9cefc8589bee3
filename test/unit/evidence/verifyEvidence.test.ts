import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Evidence } from '../../../nodes/WoSignDoc/evidence/evidence';
import { evidenceText } from '../../../nodes/WoSignDoc/evidence/evidence';
import { makeEvidence } from '../../../nodes/WoSignDoc/evidence/makeEvidence';
import { EvidenceChecker } from '../../support/evidence';
import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

/** Checks changed files in one process, and prints the numbers of those that pass. */
const DRIVER = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { verifyEvidence } from './verifyEvidence.mjs';
const library = createRequire(import.meta.url)('n8n-nodes-wosigndoc/dist/nodes/WoSignDoc/signatures/signatureLibrary.js');
const files = { evidence: readFileSync('evidence.json'), document: readFileSync('document.pdf') };
const passed = [];
for (const [number, { file, at, drop, insert }] of JSON.parse(readFileSync('changes.json', 'utf8')).entries()) {
	const bytes = files[file];
	const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + drop)]);
	const { evidence, document } = { ...files, [file]: changed };
	await verifyEvidence(library, evidence, [document]).then(() => passed.push(number), () => undefined);
}
console.log('PASSED ' + JSON.stringify(passed));
`;

let root: Identity;
let document: Buffer;
let evidence: Buffer;
const checker = new EvidenceChecker();

async function evidenceOn(file: Buffer, trustedRoots: string, now = new Date()): Promise<Buffer> {
	const sha256 = createHash('sha256').update(file).digest('hex');
	const { json } = await makeEvidence({
		report: await verify(file, trustedRoots, 10_000, now),
		options: { trustedRoots, now },
		document: { fileName: '合同.pdf', size: file.length, sha256 },
		push: {
			orderNumber: 'HT-1',
			signid: null,
			hash: createHash('sha512').update(file).digest('hex'),
			hashAlgorithm: 'sha512',
			receivedAt: null,
		},
		required: null,
	});
	return json;
}

/** The evidence as somebody would forge it, with a digest that fits. */
function forged(change: (evidence: Evidence) => void): Buffer {
	const copy = z.custom<Evidence>().parse(JSON.parse(evidence.toString()));
	change(copy);
	return Buffer.from(evidenceText(copy));
}

beforeAll(async () => {
	root = makeIdentity({ name: 'Root 根', extensions: AUTHORITY });
	document = signedPdf(plainPdf(), signerOf(makeIdentity({ issuer: root })));
	evidence = await evidenceOn(document, root.pem);
	await checker.install();
	writeFileSync(join(checker.folder, 'driver.mjs'), DRIVER);
});
afterAll(() => checker.remove());

describe('evidence', () => {
	it('is checked offline against its document, and the trusted roots are named', () => {
		const { ok, output } = checker.check(evidence, document);
		expect(output).toContain('Trusted: the document was signed by Alice 爱丽丝');
		expect(output).toMatch(/Trusted roots: Root 根 [0-9A-F]{64}\n$/);
		expect(ok).toBe(true);
		expect(checker.check(evidence, document, root.pem)).toMatchObject({ ok: true });
	});

	it('of a document that is not intact is checked, too', async () => {
		const changed = Buffer.from(document);
		changed.writeUInt8(0x32, changed.indexOf('100'));
		const { ok, output } = checker.check(await evidenceOn(changed, ''), changed);
		expect(output).toMatch(/^OK\. .*Not intact: .*\nTrusted roots: none\n$/);
		expect(ok).toBe(true);
	});

	it('fails with any byte changed, left out or added, in it or in the document', () => {
		const change = fc.record({
			file: fc.constantFrom('evidence' as const, 'document' as const),
			at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
			drop: fc.nat({ max: 3 }),
			insert: fc.uint8Array({ maxLength: 3 }),
		});
		const files = { evidence, document };
		const drawn = fc.sample(change, { numRuns: 1_500, seed: Number(process.env['SEED'] ?? 15) });
		const changes = drawn
			.map((one) => ({ ...one, at: Math.floor(one.at * files[one.file].length) }))
			.map((one) => ({ ...one, insert: [...one.insert] }))
			.filter(({ file, at, drop, insert }) => {
				const before = files[file].subarray(at, at + drop);
				return !before.equals(Buffer.from(insert));
			});
		writeFileSync(join(checker.folder, 'changes.json'), JSON.stringify(changes));
		const { output } = checker.check(evidence, document, undefined, 'driver.mjs');
		const passed = z.array(z.number()).parse(JSON.parse(/PASSED (.*)/.exec(output)?.[1] ?? ''));
		expect(changes.length).toBeGreaterThan(1_000);
		expect(passed.map((number) => changes[number])).toEqual([]);
	});

	it.each<[string, (copy: Evidence) => void, string]>([
		['the verdict', ({ verdict }) => (verdict.trusted = false), 'the verdict is not'],
		['a signer', ({ verdict }) => verdict.signers.push('Bob'), 'the verdict is not'],
		['the time', (copy) => (copy.verifiedAt = '2050-01-01T00:00:00.000Z'), 'the verdict is not'],
		['the document', (copy) => (copy.document.sha256 = '0'.repeat(64)), 'the document is not'],
		['the length', (copy) => (copy.document.size += 1), 'the document is not'],
		['the pushed hash', (copy) => (copy.push.hash = '0'.repeat(128)), 'the pushed hash is not'],
		[
			'a root’s fingerprint',
			({
				settings: {
					trustedRoots: [one],
				},
			}) => one && (one.fingerprint = 'AA'),
			'the list of trusted roots',
		],
		['the roots', ({ settings }) => (settings.trustedRoots = []), 'the verdict is not'],
		['the format', (copy) => Object.assign(copy, { version: 2 }), 'the format is not'],
	])('whose digest was made to fit fails with another value for %s', (_, change, reason) => {
		const { ok, output } = checker.check(forged(change), document);
		expect(output).toContain(reason);
		expect(ok).toBe(false);
	});

	it('that was made with a forger’s root fails with the roots of who checks it', async () => {
		const mallory = makeIdentity({ name: 'Root 根', extensions: AUTHORITY });
		const fake = signedPdf(plainPdf(), signerOf(makeIdentity({ issuer: mallory })));
		const made = await evidenceOn(fake, mallory.pem);
		expect(checker.check(made, fake)).toMatchObject({ ok: true });
		const { ok, output } = checker.check(made, fake, root.pem);
		expect(output).toContain('the list of trusted roots is not what the evidence says');
		expect(ok).toBe(false);
	});

	it('is the same, byte for byte, when it is made of the same facts', async () => {
		const now = new Date('2026-12-01T00:00:00Z');
		const [one, other] = [await evidenceOn(document, '', now), await evidenceOn(document, '', now)];
		expect(one.equals(other)).toBe(true);
	});
});
