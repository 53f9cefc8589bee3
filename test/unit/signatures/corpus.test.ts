import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { poppler, signatures as pdfsig } from '../../support/poppler';
import { verify } from '../../support/signatures/verify';

const CORPUS = resolve(__dirname, '../../../../shared/corpus');
const missing = existsSync(CORPUS) ? '' : 'the corpus is not there';
const describeCorpus = missing
	? (name: string, body: () => void) => describe.skip(`${name} (skipped: ${missing})`, body)
	: describe;

const manifestSchema = z.array(z.object({ file: z.string(), about: z.string() }));
const manifest = missing
	? [{ file: 'none.pdf', about: '' }]
	: manifestSchema.parse(JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8')));
const read = (name: string) => readFileSync(join(CORPUS, name));

/** Our verdict on each file: on the document, then on each of its signatures. */
const VERDICTS: Readonly<Record<string, string>> = {
	'dss--BadEncodedCMS': 'refused ok',
	'dss--DSS-1683': 'intact ok',
	'dss--Signature-P-HU_POL-7': 'intact ok ok ok ok',
	'dss--TeleSec_PKS_eIDAS_QES_CA_1-baseline-b': 'intact ok',
	'dss--doc-firmado-LT': 'intact ok',
	'dss--doc-firmado-T': 'intact ok',
	'dss--doc-firmado': 'intact ok ok',
	'dss--edition_protected_signing_allowed_with_field_signed': 'intact ok',
	'dss--hide': 'refused ok',
	'dss--pades-enveloping-empty-bytes-cms': 'intact ok',
	'dss--pades-lta-copied-doctst': 'refused ok digestMismatch',
	'dss--pades-t-duplicated-doctst': 'refused ok ok digestMismatch',
	'dss--pades-unsupported-signature-algorithm': 'refused unsupported',
	'dss--pdf-double-signer-info': 'refused malformed',
	'dss--pdf-signed-original': 'intact ok',
	'dss--pdf-signed-out-of-byteRange': 'refused malformed',
	'dss--pdf-spoofing-attack': 'refused ok malformed',
	'dss--pdf-with-empty-sig': 'refused malformed',
	'dss--pkcs7-no-message-digest': 'intact ok',
	'endesive--pdf-acrobat': 'intact ok',
	'endesive--pdf-adobe-webcapture-x509.rsa_sha1': 'intact ok',
	'endesive--pdf-linearized': 'intact ok',
	'endesive--test-SHA256_RSA-signed-cms': 'intact ok',
	'hongzhe-itext5-sm2--sm2sign': 'intact ok',
	'itext-java--adbe.x509.rsa_sha1_signature': 'intact ok',
	'itext-java--bad-digest-ed25519': 'refused malformed',
	'itext-java--cmp_signedEncrypted': 'intact ok',
	'itext-java--cmp_simplePssSignature': 'intact ok',
	'itext-java--cmp_timestampTest01': 'refused ok',
	'itext-java--docWithBrokenTimestamp': 'refused ok',
	'itext-java--firstBytesNotCoveredTest01': 'refused malformed',
	'itext-java--indirectBytesAreCoveredTest01': 'refused malformed',
	'itext-java--mgfDiscrepancy': 'intact ok',
	'itext-java--sample-brainpoolP384r1-sha384': 'intact ok',
	'itext-java--sample-ed25519-sha512': 'intact ok',
	'itext-java--sample-ed448-shake256': 'intact ok',
	'itext-java--sample-nistp256-sha256': 'intact ok',
	'itext-java--sample-pss-sha3_256': 'intact ok',
	'itext-java--sample-rsa-sha3_256': 'intact ok',
	'itext-java--signatureWithInvalidOcspTest': 'intact ok',
	'itext-java--signatureWithModifiedTimestampDate': 'refused ok',
	'libresign--real_jsignpdf_level1': 'intact ok',
	'node-signpdf--incrementally_signed': 'intact ok',
	'node-signpdf--signed-once': 'intact ok',
	'node-signpdf--with-placeholder': 'refused malformed',
	'openpdf--Demo1_encrypted_': 'intact ok',
	'openpdf--pades_infinite_loop': 'refused malformed',
	'openpdf--sample_signed-sha512': 'intact ok',
	// A line end follows signed bytes whose form has a stray `>>`, which readers may take for different things.
	'pdfparser--Issue557': 'refused ok',
	'pdfsign--testfile30': 'intact ok',
	'pyhanko--base': 'refused malformed',
	'pyhanko--certified-with-indirect-refs-in-dir': 'intact ok',
	'pyhanko--ed448-shake256-nolen': 'intact ok',
	'pyhanko--minimal-signed-twice-no-sig-type': 'intact ok ok',
	'pyhanko--one-byterange': 'refused malformed',
	'pyhanko--pades-lta-dss-indirect-arrs-test': 'intact ok ok',
	'pyhanko--pades-with-old-style-signing-cert-attr': 'intact ok',
	'pyhanko--pdf-sig-with-econtent': 'intact ok',
	'pyhanko--sig-with-ski-sid': 'intact ok',
	'pyhanko--tail-uncovered': 'refused ok',
	'pyhanko--weird-byterange': 'refused malformed',
	'qpdf--digitally-signed': 'intact ok',
	'qpdf--minimal-signed-restricted': 'intact ok',
	'testarea-itext5--hide-and-replace-shadow-file-signed-2': 'refused ok',
	'testarea-itext5--testpdf_timestamp': 'refused ok',
	'testarea-pdfbox2--SignatureVlidationTest': 'intact ok',
	'testarea-pdfbox2--isa_B': 'refused ok',
	'testarea-pdfbox2--isa_C': 'refused ok',
	'testarea-pdfbox2--isa_D': 'refused ok',
	'testarea-pdfbox2--isa_E': 'refused ok',
	'testarea-pdfbox2--isa_F': 'refused ok',
	'testarea-pdfbox2--isa_G': 'refused ok',
	'testarea-pdfbox2--isa_H': 'refused ok malformed',
	'testarea-pdfbox2--isa_I': 'refused ok malformed',
	'testarea-pdfbox2--sampleSignedByAlias': 'intact ok',
	'testarea-pdfbox2--siwa_A': 'refused malformed',
	'testarea-pdfbox2--siwa_B': 'refused malformed',
	'testarea-pdfbox2--siwa_C': 'refused malformed',
	'testarea-pdfbox2--siwa_D': 'refused malformed',
	'testarea-pdfbox2--siwa_E': 'refused malformed',
	'testarea-pdfbox2--usf_01_Empty_Contents': 'refused malformed',
	'testarea-pdfbox2--usf_04_No_Contents_Value': 'refused malformed',
	'testarea-pdfbox2--usf_05_No_Contents': 'refused malformed',
	'testarea-pdfbox2--usf_14_No_ByteRange': 'refused',
};

const BEYOND = 'pdfsig cannot verify it';
const WRAPPED = 'an attack that pdfsig does not see: what the range leaves out is not the Contents';
const TIMESTAMP = 'pdfsig does not verify document timestamps';
const FORBIDDEN = 'forbidden, which pdfsig does not see';
/** Where pdfsig's verdict on the signatures differs from ours, and why. */
const PDFSIG_DIFFERS: Readonly<Record<string, string>> = {
	'dss--BadEncodedCMS': 'pdfsig shows no signature; ours is valid, but its timestamp isn’t',
	'dss--Signature-P-HU_POL-7': TIMESTAMP,
	'dss--TeleSec_PKS_eIDAS_QES_CA_1-baseline-b': `${BEYOND}: plain ECDSA`,
	'dss--doc-firmado': TIMESTAMP,
	'dss--pades-t-duplicated-doctst': TIMESTAMP,
	'dss--pdf-double-signer-info': `${FORBIDDEN}: two signers`,
	'dss--pdf-spoofing-attack':
		'pdfsig shows no signature; the first one holds, the other is wrapped',
	'endesive--pdf-adobe-webcapture-x509.rsa_sha1': `${BEYOND}: adbe.x509.rsa_sha1`,
	'hongzhe-itext5-sm2--sm2sign': `${BEYOND}: SM2`,
	'itext-java--adbe.x509.rsa_sha1_signature': `${BEYOND}: adbe.x509.rsa_sha1`,
	'itext-java--cmp_signedEncrypted': 'pdfsig needs the password, the signature does not',
	'itext-java--cmp_timestampTest01': TIMESTAMP,
	'itext-java--sample-brainpoolP384r1-sha384': `${BEYOND}: a Brainpool curve`,
	'itext-java--sample-ed25519-sha512': `${BEYOND}: EdDSA`,
	'itext-java--sample-ed448-shake256': `${BEYOND}: EdDSA`,
	'itext-java--sample-pss-sha3_256': `${BEYOND}: SHA-3`,
	'itext-java--sample-rsa-sha3_256': `${BEYOND}: SHA-3`,
	'pyhanko--ed448-shake256-nolen': `${BEYOND}: EdDSA`,
	'pyhanko--one-byterange': `${FORBIDDEN}: a range of two numbers`,
	'pyhanko--pades-lta-dss-indirect-arrs-test': TIMESTAMP,
	'pyhanko--sig-with-ski-sid': `${BEYOND}: a signer named by its key`,
	'pyhanko--weird-byterange': WRAPPED,
	'testarea-itext5--testpdf_timestamp': TIMESTAMP,
	'testarea-pdfbox2--siwa_A': WRAPPED,
	'testarea-pdfbox2--siwa_B': WRAPPED,
	'testarea-pdfbox2--siwa_C': WRAPPED,
	'testarea-pdfbox2--siwa_D': WRAPPED,
	'testarea-pdfbox2--siwa_E': WRAPPED,
};

const STAMPED = 'a timestamp, whose content is not the document itself';
const SHA1_CONTENT = 'its content is the SHA-1 of the document (adbe.pkcs7.sha1)';
const NO_CMS = 'it is no CMS (adbe.x509.rsa_sha1)';
const EDDSA = 'OpenSSL 3.0 has no EdDSA in CMS';
/** Where the verdict of `openssl cms` on the signatures differs from ours, and why. */
const OPENSSL_DIFFERS: Readonly<Record<string, string>> = {
	'dss--BadEncodedCMS': 'OpenSSL refuses an integer that is longer than need be',
	'dss--Signature-P-HU_POL-7': STAMPED,
	'dss--TeleSec_PKS_eIDAS_QES_CA_1-baseline-b': 'OpenSSL does not know plain ECDSA',
	'dss--doc-firmado': STAMPED,
	'dss--pades-t-duplicated-doctst': STAMPED,
	'dss--pdf-double-signer-info': 'OpenSSL knows nothing of what a PDF forbids',
	'dss--pdf-spoofing-attack': 'OpenSSL knows nothing of the gap, which here is not the Contents',
	'endesive--pdf-adobe-webcapture-x509.rsa_sha1': NO_CMS,
	'hongzhe-itext5-sm2--sm2sign': 'OpenSSL takes SM2 with an empty identity of the signer only',
	'itext-java--adbe.x509.rsa_sha1_signature': NO_CMS,
	'itext-java--cmp_timestampTest01': STAMPED,
	'itext-java--sample-ed25519-sha512': EDDSA,
	'itext-java--sample-ed448-shake256': EDDSA,
	'pyhanko--ed448-shake256-nolen': EDDSA,
	'pyhanko--pades-lta-dss-indirect-arrs-test': STAMPED,
	'testarea-itext5--testpdf_timestamp': STAMPED,
	'testarea-pdfbox2--SignatureVlidationTest': SHA1_CONTENT,
	'testarea-pdfbox2--isa_G': SHA1_CONTENT,
	'testarea-pdfbox2--isa_H': 'OpenSSL knows nothing of the gap, which here is not the Contents',
	'testarea-pdfbox2--isa_I': 'OpenSSL knows nothing of the gap, which here is not the Contents',
};

/** How many of the signatures hold. */
const count = (verdicts: readonly boolean[]) => verdicts.filter(Boolean).length;

function pdfsigCount(file: string): number {
	try {
		return count(pdfsig(read(file)).map(({ valid }) => valid));
	} catch {
		return count([]);
	}
}

/** Each range and what it leaves out, given to OpenSSL; without what is no hexadecimal string. */
function opensslCount(file: string): number {
	const bytes = read(file);
	const ranges = bytes
		.toString('latin1')
		.matchAll(/\/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g);
	return count(
		[...ranges].flatMap(([, start, end, length]) => {
			const [from, to] = [Number(start), Number(end)];
			const [, hex] = /^<([0-9A-Fa-f\s]*)>$/.exec(bytes.toString('latin1', from, to)) ?? [];
			if (hex === undefined) return [];
			const signed = Buffer.concat([
				bytes.subarray(0, from),
				bytes.subarray(to, to + Number(length)),
			]);
			return [opensslVerifies(Buffer.from(hex.replace(/\s/g, ''), 'hex'), signed)];
		}),
	);
}

function opensslVerifies(signature: Buffer, signed: Buffer): boolean {
	const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
	const [signatureFile, signedFile] = [join(folder, 'signature'), join(folder, 'signed')];
	writeFileSync(signatureFile, signature);
	writeFileSync(signedFile, signed);
	const files = ['-in', signatureFile, '-content', signedFile, '-out', join(folder, 'out')];
	try {
		execFileSync(
			'openssl',
			['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', ...files],
			{ stdio: 'pipe' },
		);
		return true;
	} catch {
		return false;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describeCorpus('a signed file of other projects', () => {
	const cases = manifest.map(({ file, about }) => [file.replace(/\.pdf$/, ''), about] as const);

	it.each(cases)('%s (%s) has the verdict of our table', async (name, about) => {
		const report = await verify(read(`${name}.pdf`));
		const integrities = report.signatures.map(({ integrity }) => integrity);
		expect([report.intact ? 'intact' : 'refused', ...integrities].join(' ')).toBe(VERDICTS[name]);
		if (/attack|modified/i.test(about)) expect(report.intact).toBe(false);
		if (report.signatures.length === 0) expect(report.intact).toBe(false);
	});

	const compared = poppler ? it : it.skip;
	compared.each(cases)(
		'%s is judged as by pdfsig, or the difference is explained',
		async (name) => {
			const { signatures } = await verify(read(`${name}.pdf`));
			const ours = signatures.filter(({ integrity }) => integrity === 'ok').length;
			const theirs = pdfsigCount(`${name}.pdf`);
			expect([name, ours !== theirs]).toEqual([name, name in PDFSIG_DIFFERS]);
		},
	);

	it.each(cases)('%s is judged as by openssl cms, or the difference is explained', async (name) => {
		const { signatures } = await verify(read(`${name}.pdf`));
		const ours = signatures.filter(({ integrity }) => integrity === 'ok').length;
		const theirs = opensslCount(`${name}.pdf`);
		expect([name, ours !== theirs]).toEqual([name, name in OPENSSL_DIFFERS]);
	});
});
