// Checks an evidence file against its document, without any network; docs/EVIDENCE.md says what that proves.
// Needs the version of the package that the evidence names, installed where this is run.
import { deepStrictEqual } from 'node:assert';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const LIBRARY = 'n8n-nodes-wosigndoc/dist/nodes/WoSignDoc/signatures/signatureLibrary.js';
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const same = (name, found, recorded) =>
	deepStrictEqual(found, recorded, `${name} is not what the evidence says`);
const pemOf = ({ certificate }) =>
	`-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;

/** The evidence, if every byte of it and of the document is right and the verdict comes out the same; else rejects. */
export async function verifyEvidence(library, file, document, roots) {
	const text = file.toString('latin1');
	const [end, digest] = /([0-9a-f]{64})"\n}\n$/.exec(text) ?? [];
	if (!digest) throw new Error('this is not an evidence file, or its end was changed');
	const undigested = `${text.slice(0, -end.length)}${'0'.repeat(64)}"\n}\n`;
	same('the evidence’s own digest', hashOf(Buffer.from(undigested, 'latin1')), digest);
	const evidence = JSON.parse(file.toString('utf8'));
	same('the format', [evidence.format, evidence.version], ['wosigndoc-evidence', 1]);
	const { verifiedAt, push, settings, verdict } = evidence;
	const trustedRoots = roots ?? settings.trustedRoots.map(pemOf).join('');
	same('the list of trusted roots', library.rootReports(trustedRoots), settings.trustedRoots);
	const options = { ...settings.options, trustedRoots, now: new Date(verifiedAt) };
	const { verifier } = library.SignatureVerifier.open(options);
	const hashes = ['sha256', push.hashAlgorithm ?? 'sha256'].map((name) => createHash(name));
	let size = 0;
	for await (const bytes of document) {
		for (const hash of hashes) hash.update(bytes);
		verifier.feed(bytes);
		size += bytes.length;
	}
	const [sha256, hash] = hashes.map((one) => one.digest('hex'));
	same('the document', { size, sha256 }, { size: evidence.document.size, sha256: evidence.document.sha256 });
	if (push.hash !== null) same('the pushed hash', hash, push.hash);
	same('the verdict', JSON.parse(JSON.stringify(await verifier.end())), verdict);
	return `OK. ${verifiedAt}: ${verdict.summary}\nTrusted roots: ${settings.trustedRoots.map(({ name, fingerprint }) => `${name} ${fingerprint}`).join(', ') || 'none'}`;
}

const [file, document, roots] = process.argv.slice(2);
if (document === undefined) throw new Error('give EVIDENCE.json DOCUMENT.pdf, and ROOTS.pem if you have your own');
const library = createRequire(`${process.cwd()}/`)(LIBRARY);
const pem = roots && readFileSync(roots, 'utf8');
console.log(await verifyEvidence(library, readFileSync(file), createReadStream(document), pem));
