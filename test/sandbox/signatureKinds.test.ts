import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { organization, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox, type SignatureKind } from '../../sandbox';
import { describeWithPoppler, render, signatures } from '../support/poppler';
import { pushedWith, signedOrder } from '../support/pushedDocument';
import { startReceiver, type Receiver } from '../support/receiver';
import { describeWithOpenssl, openssl } from './support/openssl';
import { pemOf, signedRanges, signerOf } from './support/signedRange';

const rsaKinds = ['rsaSigned', 'rsaPssSigned', 'sha1Signed', 'wosigndocSigned'] as const;
const classicalKinds = [...rsaKinds, 'ecdsaSigned', 'timeStamped'] as const;
const algorithms = {
	rsaSigned: ['2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.11'],
	rsaPssSigned: ['2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.10'],
	ecdsaSigned: ['2.16.840.1.101.3.4.2.1', '1.2.840.10045.4.3.2'],
	sm2Signed: ['1.2.156.10197.1.401', '1.2.156.10197.1.501'],
	sha1Signed: ['1.3.14.3.2.26', '1.2.840.113549.1.1.5'],
	wosigndocSigned: ['1.3.14.3.2.26', '1.2.840.113549.1.1.5'],
} as const;

let receiver: Receiver;
let sandbox: Sandbox;
let signid: string;
let roots: string;

beforeAll(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ callbackUrl: receiver.url, pushIntervals: [5] });
	roots = readFileSync(sandbox.files.trustedRoots, 'latin1');
	signid = await signedOrder(sandbox, await pdfWith({}));
});
afterAll(async () => {
	await sandbox.stop();
	await receiver.stop();
});

const pushed = (fault: Parameters<typeof pushedWith>[3]) =>
	pushedWith(sandbox, receiver, signid, fault);

describe('each kind', () => {
	it.each(Object.entries(algorithms))('%s names its algorithms: %j', async (fault, expected) => {
		for (const { cms } of signedRanges(await pushed(fault as keyof typeof algorithms))) {
			const { digestAlgorithm, signatureAlgorithm } = signerOf(cms);
			expect([digestAlgorithm, signatureAlgorithm]).toEqual(expected);
		}
	});

	it.each(['ecdsa', 'sm2', 'wosigndoc'] satisfies SignatureKind[])(
		'%s can be the usual one of a sandbox, with timestamps',
		async (signature) => {
			const callbackUrl = receiver.url;
			const other = await startSandbox({ callbackUrl, signature, timeStamp: true });
			try {
				const document = await pdfWith({});
				const id = await signedOrder(other, document);
				const { signedDocument } = other.orders.find((one) => one.signid === id) ?? {};
				const found = signedRanges(signedDocument ?? Buffer.alloc(0)).map(({ cms }) =>
					signerOf(cms),
				);
				expect(found.map((signer) => signer.signatureAlgorithm)).toEqual(
					Array(2).fill(algorithms[`${signature}Signed`][1]),
				);
				expect(found.every(({ timeStamp }) => timeStamp !== undefined)).toBe(true);
			} finally {
				await other.stop();
			}
		},
	);
});

describeWithOpenssl('OpenSSL, given the trusted roots', () => {
	const verifyCms = (covered: Buffer, cms: Buffer, root = roots) =>
		openssl(
			{ covered, cms, roots: root },
			...['cms', '-verify', '-inform', 'DER', '-in', 'cms', '-content', 'covered', '-binary'],
			...['-CAfile', 'roots', '-purpose', 'smimesign', '-out', 'content'],
		);

	it.each(classicalKinds)('verifies each signature of a document that is %s', async (fault) => {
		const found = signedRanges(await pushed(fault));
		expect(found).toHaveLength(2);
		for (const { covered, cms } of found) expect(() => verifyCms(covered, cms)).not.toThrow();
	});

	it.each(classicalKinds)('refuses other bytes under the signature of %s', async (fault) => {
		for (const { covered, cms } of signedRanges(await pushed(fault))) {
			covered[100] = (covered[100] ?? 0) ^ 1;
			expect(() => verifyCms(covered, cms)).toThrow(/digest failure|verification failure/);
		}
	});

	it('finds each SM2 signature right: the digest, the signature with the usual id, the certificate', async () => {
		const found = signedRanges(await pushed('sm2Signed'));
		expect(found).toHaveLength(2);
		const id = 'distid:1234567812345678';
		for (const { covered, cms } of found) {
			const { attributes, signature, messageDigest, certificates } = signerOf(cms);
			const [own = Buffer.alloc(0)] = certificates;
			expect(messageDigest).toEqual(createHash('sm3').update(covered).digest());
			const files = { attributes, signature, certificate: pemOf(own), roots };
			const key = openssl(files, 'x509', '-in', 'certificate', '-pubkey', '-noout');
			const verified = openssl(
				{ ...files, key },
				...['pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-rawin', '-digest', 'sm3'],
				...['-pkeyopt', id, '-in', 'attributes', '-sigfile', 'signature'],
			);
			expect(verified).toContain('Signature Verified Successfully');
			const chain = openssl(files, 'verify', '-vfyopt', id, '-CAfile', 'roots', 'certificate');
			expect(chain).toContain('certificate: OK');
		}
	});

	it('verifies each timestamp over the signature’s value, under the signing CA', async () => {
		const ca = readFileSync(sandbox.files.signingCa);
		for (const { cms } of signedRanges(await pushed(['sm2Signed', 'timeStamped']))) {
			const { signature, timeStamp = Buffer.alloc(0) } = signerOf(cms);
			const verify = (data: Buffer) =>
				openssl(
					{ data, token: timeStamp, ca },
					...['ts', '-verify', '-data', 'data', '-in', 'token', '-token_in', '-CAfile', 'ca'],
				);
			expect(verify(signature)).toContain('Verification: OK');
			expect(() => verify(Buffer.from('another signature'))).toThrow(/message imprint mismatch/);
			const text = openssl(
				{ token: timeStamp },
				'ts',
				'-reply',
				'-in',
				'token',
				'-token_in',
				'-text',
			);
			const [, time = ''] = /^Time stamp: (.*)$/m.exec(text) ?? [];
			expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
		}
	});

	it('does not trust self-signed certificates in the signers’ names', async () => {
		const found = signedRanges(await pushed('strangerSigned'));
		expect(found).toHaveLength(2);
		for (const { covered, cms } of found) {
			expect(() => verifyCms(covered, cms)).toThrow(/self.signed certificate/);
			const [own = Buffer.alloc(0), ...others] = signerOf(cms).certificates;
			expect(others).toEqual([]);
			expect(() => verifyCms(covered, cms, pemOf(own))).not.toThrow();
		}
	});
});

describeWithOpenssl('OpenSSL, of short-lived signatures,', () => {
	const verifyAt = (covered: Buffer, cms: Buffer, at: number) =>
		openssl(
			{ covered, cms, roots },
			...['cms', '-verify', '-inform', 'DER', '-in', 'cms', '-content', 'covered', '-binary'],
			...['-CAfile', 'roots', '-purpose', 'smimesign', '-out', 'content'],
			...['-attime', String(Math.floor(at / 1_000))],
		);

	it('verifies each at the time of its timestamp, not any more now', async () => {
		const found = signedRanges(await pushed('shortLivedSigned'));
		expect(found).toHaveLength(2);
		for (const { covered, cms } of found) {
			const token = { token: signerOf(cms).timeStamp ?? Buffer.alloc(0) };
			const text = openssl(token, 'ts', '-reply', '-in', 'token', '-token_in', '-text');
			const stamped = Date.parse(/^Time stamp: (.*)$/m.exec(text)?.[1] ?? '');
			expect(() => verifyAt(covered, cms, stamped)).not.toThrow();
			expect(() => verifyAt(covered, cms, Date.now())).toThrow(/certificate has expired/);
		}
	});

	// Several, for serial numbers of both first bits.
	it.each([1, 2, 3])('finds what the CA answered about each signer right: %i', async () => {
		const pdf = await pushed('shortLivedSigned');
		const ca = readFileSync(sandbox.files.signingCa);
		const responses = streamsOf(pdf).filter((stream) => stream[4] === 0x0a || stream[5] === 0x0a);
		const found = signedRanges(pdf);
		expect(responses).toHaveLength(found.length);
		for (const [index, { cms }] of found.entries()) {
			const [own = Buffer.alloc(0)] = signerOf(cms).certificates;
			const files = { response: responses[index] ?? Buffer.alloc(0), ca, own: pemOf(own) };
			const about = ['-issuer', 'ca', '-cert', 'own', '-CAfile', 'ca'];
			const text = openssl(files, 'ocsp', '-respin', 'response', ...about, '-no_nonce');
			expect(text).toMatch(/own: good/);
		}
	});
});

/** The contents of the uncompressed streams in the updates at a file's end. */
function streamsOf(pdf: Buffer): Buffer[] {
	const text = pdf.toString('latin1');
	return [...text.matchAll(/<< \/Length (\d+) >>\nstream\n/g)].map(
		({ 0: head, 1: length, index }) =>
			pdf.subarray(index + head.length, index + head.length + Number(length)),
	);
}

describeWithPoppler('poppler', () => {
	it.each(classicalKinds)(
		'finds a document that is %s valid, in the signers’ names',
		async (fault) => {
			const found = signatures(await pushed(fault));
			expect(found.map(({ name, valid }) => [name, valid])).toEqual([
				[organization.orgName, true],
				[person.userName, true],
			]);
		},
	);

	it('finds the platform’s like: SHA-1, an invisible widget, kilobytes after the signed range', async () => {
		const pdf = await pushed('wosigndocSigned');
		expect(signatures(pdf)).toMatchObject([
			{ digest: 'SHA1', type: 'adbe.pkcs7.detached', total: false },
			{ digest: 'SHA1', type: 'adbe.pkcs7.detached', total: false },
		]);
		expect(pdf.toString('latin1')).toContain('/Rect [0 0 0 0]');
		const [, , next = 0, rest = 0] = signedRanges(pdf).at(-1)?.range ?? [];
		expect(pdf.length - next - rest).toBeGreaterThan(8000);
		expect(pdf.length - next - rest).toBeLessThan(12_000);
		expect(render(pdf, 1).pixels.equals(render(await pushed('rsaSigned'), 1).pixels)).toBe(true);
	});
});
