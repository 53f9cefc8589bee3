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

/** Makes a key and a certificate with OpenSSL. */
export function makeIdentity({
	key = KEYS.rsa,
	name = 'Alice 爱丽丝',
	days = 365,
	extensions = SIGNER,
	issuer,
	sign = [],
}: IdentityOptions = {}): Identity {
	return inFolder((folder) => {
		const file = (fileName: string) => join(folder, fileName);
		openssl('genpkey', ...key, '-out', file('key.pem'));
		writeFileSync(
			file('config'),
			`[req]\nprompt=no\ndistinguished_name=dn\nutf8=yes\n[dn]\nC=CN\nO=沃通\nCN=${name}\n[ext]\n${extensions.join('\n')}\n`,
		);
		const from = issuer
			? ['-CA', file('ca.pem'), '-CAkey', file('ca.key')]
			: ['-key', file('key.pem')];
		if (issuer) {
			writeFileSync(file('ca.pem'), issuer.pem);
			writeFileSync(file('ca.key'), issuer.keyPem);
			openssl(
				'req',
				'-new',
				'-config',
				file('config'),
				'-key',
				file('key.pem'),
				'-out',
				file('csr'),
				...sign,
			);
			openssl(
				'x509',
				'-req',
				'-in',
				file('csr'),
				// The request is checked with the same identity that it was signed with.
				...sign.flatMap((option) => (option.startsWith('distid:') ? ['-vfyopt', option] : [])),
				'-days',
				`${days}`,
				...from,
				'-extfile',
				file('config'),
				'-extensions',
				'ext',
				'-out',
				file('cert.pem'),
				...sign,
			);
		} else {
			openssl(
				'req',
				'-x509',
				'-config',
				file('config'),
				'-days',
				`${days}`,
				...from,
				'-extensions',
				'ext',
				'-out',
				file('cert.pem'),
				...sign,
			);
		}
		const [pem, keyPem] = [
			readFileSync(file('cert.pem'), 'utf8'),
			readFileSync(file('key.pem'), 'utf8'),
		];
		return {
			key: createPrivateKey(keyPem),
			keyPem,
			pem,
			der: Buffer.from(new X509Certificate(pem).raw),
		};
	});
}

/** Signs with OpenSSL what Node.js does not sign so: SM2 with an identity of the signer's. */
export function signSm2(
	{ keyPem }: Identity,
	message: Buffer,
	signerId = '1234567812345678',
): Buffer {
	return inFolder((folder) => {
		writeFileSync(join(folder, 'key.pem'), keyPem);
		writeFileSync(join(folder, 'message'), message);
		openssl(
			'pkeyutl',
			'-sign',
			'-rawin',
			'-digest',
			'sm3',
			...(signerId ? ['-pkeyopt', `distid:${signerId}`] : []),
			'-inkey',
			join(folder, 'key.pem'),
			'-in',
			join(folder, 'message'),
			'-out',
			join(folder, 'signature'),
		);
		return readFileSync(join(folder, 'signature'));
	});
}

function openssl(...commandLine: string[]): void {
	execFileSync('openssl', commandLine, { stdio: 'pipe' });
}

function inFolder<Result>(work: (folder: string) => Result): Result {
	const folder = mkdtempSync(join(tmpdir(), 'identity-'));
	try {
		return work(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
