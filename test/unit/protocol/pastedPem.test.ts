import fc from 'fast-check';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
	checkAuthorities,
	checkClientCertificate,
} from '../../../nodes/WoSignDoc/protocol/certificate/clientCertificate';
import { pemCertificates, repairPem } from '../../../nodes/WoSignDoc/protocol/certificate/pem';
import type { OpensslFiles } from './opensslFiles';
import { makeOpensslFiles, PASSPHRASE } from './opensslFiles';

let files: OpensslFiles;
beforeAll(() => (files = makeOpensslFiles()));
afterAll(() => files.remove());

function check(
	certificate: string,
	privateKey: string,
	passphrase: string | undefined = PASSPHRASE,
) {
	const given = { certificate: repairPem(certificate), privateKey: repairPem(privateKey) };
	return checkClientCertificate({ format: 'pem', ...given, passphrase }, new Date(), 'UTC');
}

/** What becomes of line breaks, dashes and letters on the way through mails, documents, forms and JSON. */
const lineBreaks = [
	'',
	' ',
	'\n',
	'\r\n',
	'\\n',
	'\\r\\n',
	'\\\\n',
	'\n\n',
	' \n\t',
	'\u3000',
	'\u00a0',
];
const dashes = [
	(run: string) => run,
	(run: string) => '－'.repeat(run.length),
	(run: string) => '–'.repeat(run.length),
	(run: string) => run.replaceAll('--', '—'),
	(run: string) => run.slice(1),
	(run: string) => `${run}-`,
];
const fullWidth = (text: string) =>
	text.replace(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));
const invisible = fc.constantFrom('\u200b', '\u200d', '\ufeff', '\u200e', '\u2060', '\u00ad');

/** A text as it may look when it was pasted. */
const mangling = fc
	.record({
		lineBreak: fc.constantFrom(...lineBreaks),
		dash: fc.constantFrom(...dashes),
		isFullWidth: fc.boolean(),
		marks: fc.array(fc.tuple(invisible, fc.double({ min: 0, max: 1, noNaN: true })), {
			maxLength: 5,
		}),
		around: fc.constantFrom('', ' ', '\n\n', '\t', '"'),
	})
	.map(({ lineBreak, dash, isFullWidth, marks, around }) => (pem: string) => {
		const dashed = pem.replace(/-{5}/g, dash).trim();
		const wide = isFullWidth ? fullWidth(dashed) : dashed;
		let text = wide.replaceAll('\n', lineBreak);
		for (const [mark, at] of marks) {
			const place = Math.floor(at * text.length);
			// Between the two characters of an escape it would be another escape.
			if (text[place - 1] !== '\\') text = text.slice(0, place) + mark + text.slice(place);
		}
		return around + text + around;
	});

describe('PEM, however it was pasted', () => {
	it.each([
		'rsa.pem',
		'key.pem',
		'des3.pem',
		'aes128.pem',
		'aes256.pem',
		'camellia.pem',
		'pkcs8.pem',
		'pkcs8des3.pem',
	])('is the same key: %s', (name) => {
		const key = createPrivateKey(files.text('key.pem'));
		fc.assert(
			fc.property(mangling, (mangle) => {
				const pem = repairPem(mangle(files.text(name)));
				expect(createPrivateKey({ key: pem, passphrase: PASSPHRASE }).equals(key)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	it('is the same chain of certificates', () => {
		const certificate = files.text('certificate.pem');
		fc.assert(
			fc.property(mangling, (mangle) => {
				const chain = pemCertificates(repairPem(mangle(certificate + certificate)));
				expect(chain.map((one) => new X509Certificate(one).raw)).toEqual(
					Array.from({ length: 2 }, () => new X509Certificate(certificate).raw),
				);
			}),
		);
	});

	it('comes out of the repair as it should be, so that repairing it again changes nothing', () => {
		for (const name of ['des3.pem', 'aes256.pem', 'certificate.pem', 'pkcs8.pem']) {
			expect(repairPem(files.text(name))).toBe(files.text(name));
		}
	});
});

describe('a text of one kind of character', () => {
	it.each(['-', ' ', '\n', '-----BEGIN PRIVATE KEY-----\n', '- ', 'BEGIN '])(
		'is looked through in no time: %j',
		(part) => {
			const text = `${part}x`.padStart(100_000 + part.length, part);
			for (const body of [text, `-----BEGIN PRIVATE KEY-----${text}-----END PRIVATE KEY-----`]) {
				const { user } = processTimeOf(() => repairPem(body));
				expect(user).toBeLessThan(3_000_000);
			}
		},
	);

	function processTimeOf(action: () => unknown): NodeJS.CpuUsage {
		const start = process.cpuUsage();
		action();
		return process.cpuUsage(start);
	}
});

describe('an encrypted key', () => {
	it.each(['des3.pem', 'aes256.pem', 'pkcs8.pem', 'pkcs8des3.pem'])(
		'that lost its line breaks opens with its passphrase, and with no other: %s',
		(name) => {
			const key = files.text(name).replaceAll('\n', '');
			expect(check(files.text('certificate.pem'), key)).toBeInstanceOf(Date);
			expect(() => check(files.text('certificate.pem'), key, 'other')).toThrow(
				/passphrase is wrong/,
			);
		},
	);

	it.each([
		['md5des.pem', 'PBE-MD5-DES'],
		['rc2.pem', 'RC2-CBC'],
		['des.pem', 'DES-CBC'],
	])(
		'in a format that OpenSSL 3 rejects is distinguished from a wrong passphrase: %s',
		(name, form) => {
			for (const passphrase of [PASSPHRASE, 'other']) {
				expect(() => check(files.text('certificate.pem'), files.text(name), passphrase)).toThrow(
					expect.objectContaining({
						message: `The private key is encrypted in an old form (${form}) that OpenSSL 3 refuses`,
						description: expect.stringContaining('openssl pkcs8 -topk8') as string,
					}),
				);
			}
		},
	);

	it('that is cut off or damaged is not put down to its passphrase', () => {
		const key = files.text('pkcs8.pem');
		const certificate = files.text('certificate.pem');
		expect(() => check(certificate, key.slice(0, -30))).toThrow(/BEGIN or END line is missing/);
		expect(() => check(certificate, key.replace(/\n.+\n-----END/, '\n-----END'))).toThrow(
			/^The private key cannot be read$/,
		);
	});
});

describe('what was pasted instead', () => {
	const base64 = (name: string) => files.bytes(name).toString('base64');
	const armoured = (name: string) =>
		`-----BEGIN CERTIFICATE-----\n${base64(name)}\n-----END CERTIFICATE-----`;
	const text = (name: string) => files.text(name);
	const EMPTY = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----';

	it.each<[string, () => string, RegExp]>([
		['a public key', () => text('public.pem'), /this is a public key/],
		['an RSA public key', () => text('rsaPublic.pem'), /this is a public key/],
		['a CSR', () => text('request.pem'), /this is a certificate signing request \(CSR\)/],
		['a private key', () => text('key.pem'), /this is a private key.+belongs in 'Private Key'/],
		['an encrypted key', () => text('aes256.pem'), /this is a private key/],
		['PKCS#7', () => text('p7b.pem'), /this is a PKCS#7 file.+openssl pkcs7 -print_certs/],
		['PKCS#7 in a certificate’s armour', () => armoured('p7b.der'), /this is a PKCS#7 file/],
		['a PFX in a certificate’s armour', () => armoured('aes.pfx'), /PFX file.+Choose 'PFX' under/],
		['a PFX in base64', () => base64('aes.pfx'), /this is a PFX file.+Choose 'PFX' under/],
		[
			'DER in base64',
			() => base64('certificate.der'),
			/this is a certificate.+DER form: put -----BEGIN/,
		],
		['a key’s DER', () => base64('key.der'), /this is a private key/],
		['a path', () => '/home/me/client.pem', /file’s name, not its contents.+n8n reads no files/],
		['a path of Windows', () => 'C:\\certs\\client.pem', /file’s name, not its contents/],
		['a file’s name', () => 'client.crt', /file’s name, not its contents/],
		['half of it', () => text('certificate.pem').slice(0, 400), /a BEGIN or END line is missing/],
		['garbage', () => 'garbage', /cannot be read\. Paste the PEM text/],
		['nothing but its lines', () => EMPTY, /cannot be read\. Paste/],
	])('in Certificate is named: %s', (_, pasted, named) => {
		expect(told(() => check(pasted(), text('rsa.pem')))).toMatch(named);
	});

	it.each<[string, () => string, RegExp]>([
		[
			'a certificate',
			() => text('certificate.pem'),
			/this is a certificate.+belongs in 'Certificate'/,
		],
		['a public key', () => text('public.pem'), /this is a public key.+Paste the private key/],
		['a CSR', () => text('request.pem'), /this is a certificate signing request/],
		[
			'a key’s DER in base64',
			() => base64('key.der'),
			/this is a private key.+DER form: “openssl pkey/,
		],
		['a PFX', () => base64('aes.pfx'), /this is a PFX file/],
		['an SSH key', () => 'ssh-rsa AAAAB3NzaC1yc2E me', /this is an OpenSSH key/],
		['a path', () => '~/client.key', /file’s name, not its contents/],
	])('in Private Key is named: %s', (_, pasted, named) => {
		expect(told(() => check(text('certificate.pem'), pasted()))).toMatch(named);
	});

	it('is named when the two fields are swapped', () => {
		expect(told(() => check(text('key.pem'), text('certificate.pem')))).toMatch(
			/^'Certificate' and 'Private Key' are swapped\. Put each into the other’s field\.$/,
		);
	});

	it.each<[string, () => string, RegExp]>([
		[
			'a private key',
			() => text('key.pem'),
			/^'CA Certificate' cannot be read: this is a private key/,
		],
		[
			'garbage',
			() => 'garbage',
			/^'CA Certificate' cannot be read\. Paste certificates in PEM form/,
		],
		[
			'a damaged certificate behind a good one',
			() => text('certificate.pem') + armoured('key.der'),
			/^'CA Certificate' cannot be read: certificate 2 of 2 is damaged/,
		],
		[
			'half a certificate behind a good one',
			() => text('certificate.pem') + text('certificate.pem').slice(0, 400),
			/^'CA Certificate' cannot be read/,
		],
	])('in CA Certificate is named: %s', (_, pasted, named) => {
		expect(told(() => checkAuthorities(repairPem(pasted()), 'CA Certificate'))).toMatch(named);
	});

	it('in CA Certificate may be nothing, or certificates with remarks around them', () => {
		const remarks = `subject=/CN=client\n${text('certificate.pem')}# the end\n`;
		for (const pasted of ['', ' \n', remarks])
			checkAuthorities(repairPem(pasted), 'CA Certificate');
	});

	it('never has a word of the key in its name', () => {
		const key = text('key.pem');
		const message = told(() => check(text('certificate.pem'), key.replace('PRIVATE', 'PUBLIC')));
		expect(message).not.toContain(key.slice(60, 90));
	});

	function told(action: () => unknown): string {
		try {
			action();
		} catch (error) {
			const { message, description } = error as { message: string; description: string };
			return `${message}. ${description}`;
		}
		throw new Error('nothing was wrong');
	}
});
