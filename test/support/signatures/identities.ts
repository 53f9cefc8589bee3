import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and its certificate. */
export interface Identity {
	readonly key: KeyObject;
	readonly keyPem: string;
	readonly pem: string;
	readonly der: Buffer;
}

export interface IdentityOptions {
	/** Arguments of `openssl genpkey`. */
	readonly key?: readonly string[];
	readonly name?: string;
	/** The lines of its distinguished name; a country, an organization and the name when there are none. */
	readonly subject?: readonly string[];
	readonly days?: number;
	/** Lines of an extension section. */
	readonly extensions?: readonly string[];
	/** Self-signed where there is none. */
	readonly issuer?: Identity;
	readonly sign?: readonly string[];
}

export const KEYS = {
	rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
	shortRsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
	p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
	p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
	ed25519: ['-algorithm', 'ED25519'],
	ed448: ['-algorithm', 'ED448'],
	sm2: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
} as const;

export const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
export const SIGNER = [
	'basicConstraints=CA:FALSE',
	'keyUsage=critical,digitalSignature,nonRepudiation',
];

export const TIMESTAMPING = ['extendedKeyUsage=critical,timeStamping'];

/** Makes a key and a certificate with OpenSSL. */
export function makeIdentity(options: IdentityOptions = {}): Identity {
	const { key = KEYS.rsa, name = 'Alice 爱丽丝', extensions = SIGNER } = options;
	return inFolder((folder) => {
		const { subject = ['C=CN', 'O=沃通', `CN=${name}`] } = options;
		const named = `[dn]\n${subject.join('\n')}`;
		const config = `[req]\nprompt=no\ndistinguished_name=dn\nutf8=yes\n${named}\n[ext]\n`;
		writeFileSync(join(folder, 'config'), `${config}${extensions.join('\n')}\n`);
		openssl(folder, 'genpkey -out key.pem', key);
		if (options.issuer) certify(folder, options.issuer, options);
		else selfSign(folder, options);
		const pem = readFileSync(join(folder, 'cert.pem'), 'utf8');
		const keyPem = readFileSync(join(folder, 'key.pem'), 'utf8');
		const der = Buffer.from(new X509Certificate(pem).raw);
		return { key: createPrivateKey(keyPem), keyPem, pem, der };
	});
}

function selfSign(folder: string, { days = 365, sign = [] }: IdentityOptions): void {
	const command = `req -x509 -config config -key key.pem -extensions ext -out cert.pem -days ${days}`;
	openssl(folder, command, sign);
}

function certify(
	folder: string,
	issuer: Identity,
	{ days = 365, sign = [] }: IdentityOptions,
): void {
	writeFileSync(join(folder, 'ca.pem'), issuer.pem);
	writeFileSync(join(folder, 'ca.key'), issuer.keyPem);
	openssl(folder, 'req -new -config config -key key.pem -out csr', sign);
	// The request is checked with the same identity that it was signed with.
	const checked = sign.flatMap((one) => (one.startsWith('distid:') ? ['-vfyopt', one] : []));
	const command = `x509 -req -in csr -CA ca.pem -CAkey ca.key -extfile config -extensions ext -out cert.pem -days ${days}`;
	openssl(folder, command, [...sign, ...checked]);
}

/** Signs SM2 with an identity of the signer's. */
export function signSm2(
	identity: Identity,
	message: Buffer,
	signerId = '1234567812345678',
): Buffer {
	return signWith(identity, message, 'sm3', signerId ? [`distid:${signerId}`] : []);
}

/** Signs RSA-PSS with SHA-256, and a mask and a salt of 32 bytes by another digest. */
export function signPss(identity: Identity, message: Buffer, maskDigest: string): Buffer {
	const mask = `rsa_mgf1_md:${maskDigest}`;
	return signWith(identity, message, 'sha256', [
		'rsa_padding_mode:pss',
		'rsa_pss_saltlen:32',
		mask,
	]);
}

/** Signs with OpenSSL what Node.js does not sign so. */
function signWith(
	{ keyPem }: Identity,
	message: Buffer,
	digest: string,
	options: readonly string[],
): Buffer {
	return inFolder((folder) => {
		writeFileSync(join(folder, 'key.pem'), keyPem);
		writeFileSync(join(folder, 'message'), message);
		const command = `pkeyutl -sign -rawin -digest ${digest} -inkey key.pem -in message -out signature`;
		openssl(
			folder,
			command,
			options.flatMap((option) => ['-pkeyopt', option]),
		);
		return readFileSync(join(folder, 'signature'));
	});
}

function openssl(cwd: string, command: string, options: readonly string[]): void {
	execFileSync('openssl', [...command.split(' '), ...options], { cwd, stdio: 'pipe' });
}

function inFolder<Result>(work: (folder: string) => Result): Result {
	const folder = mkdtempSync(join(tmpdir(), 'identity-'));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
