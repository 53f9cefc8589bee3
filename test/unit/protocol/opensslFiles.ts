import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PASSPHRASE = 'open sesame';

/** Lets OpenSSL 3 write what it reads no more by default. */
const LEGACY = ['-provider', 'legacy', '-provider', 'default'];
const IN = ['-in', 'key.pem'];
const OUT = ['-passout', `pass:${PASSPHRASE}`];
const EXPORT = ['pkcs12', '-export', ...OUT];
const PAIR = ['-in', 'certificate.pem', '-inkey', 'key.pem'];
const TRIPLE_DES = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];

/** The commands that make the files, each in the folder of those before it. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
	'certificate.pem':
		'req -x509 -newkey rsa:2048 -nodes -keyout key.pem -days 60 -subj /CN=client'.split(' '),
	'certificate.der': ['x509', '-in', 'certificate.pem', '-outform', 'der'],
	'request.pem': ['req', '-new', '-key', 'key.pem', '-subj', '/CN=client'],
	'public.pem': ['pkey', ...IN, '-pubout'],
	'rsaPublic.pem': ['rsa', ...IN, '-RSAPublicKey_out'],
	'key.der': ['pkey', ...IN, '-outform', 'der'],
	'rsa.pem': ['rsa', ...IN, '-traditional'],
	'p7b.pem': ['crl2pkcs7', '-nocrl', '-certfile', 'certificate.pem'],
	'p7b.der': ['crl2pkcs7', '-nocrl', '-certfile', 'certificate.pem', '-outform', 'der'],
	'des3.pem': ['rsa', ...IN, '-traditional', '-des3', ...OUT],
	'aes128.pem': ['rsa', ...IN, '-traditional', '-aes128', ...OUT],
	'aes256.pem': ['rsa', ...IN, '-traditional', '-aes256', ...OUT],
	'camellia.pem': ['rsa', ...IN, '-traditional', '-camellia256', ...OUT],
	'des.pem': ['rsa', ...IN, '-traditional', '-des', ...OUT, ...LEGACY],
	'pkcs8.pem': ['pkcs8', '-topk8', ...IN, ...OUT],
	'pkcs8des3.pem': ['pkcs8', '-topk8', ...IN, '-v1', 'PBE-SHA1-3DES', ...OUT],
	'md5des.pem': ['pkcs8', '-topk8', ...IN, '-v1', 'PBE-MD5-DES', ...OUT, ...LEGACY],
	'rc2.pem': ['pkcs8', '-topk8', ...IN, '-v2', 'rc2', ...OUT, ...LEGACY],
	'aes.pfx': [...EXPORT, ...PAIR],
	'des3.pfx': [...EXPORT, ...PAIR, ...TRIPLE_DES],
	'des3empty.pfx': ['pkcs12', '-export', '-passout', 'pass:', ...PAIR, ...TRIPLE_DES],
	'md5desKey.pfx': [...EXPORT, ...PAIR, '-keypbe', 'PBE-MD5-DES', ...LEGACY],
	'rc2Certificate.pfx': [...EXPORT, ...PAIR, '-certpbe', 'RC2-CBC', ...LEGACY],
	'plain.pfx': [...EXPORT, ...PAIR, '-keypbe', 'NONE', '-certpbe', 'NONE'],
	'certificates.pfx': [...EXPORT, '-nokeys', '-in', 'certificate.pem'],
	'key.pfx': [...EXPORT, '-nocerts', '-inkey', 'key.pem', '-in', 'key.pem'],
};

export interface OpensslFiles {
	readonly text: (name: string) => string;
	readonly bytes: (name: string) => Buffer;
	readonly remove: () => void;
}

/** Certificates and keys as OpenSSL writes them, in the forms that people have. */
export function makeOpensslFiles(): OpensslFiles {
	const folder = mkdtempSync(join(tmpdir(), 'openssl-files-'));
	for (const [name, command] of Object.entries(COMMANDS)) {
		const file = command[0] === 'pkcs8' || command[0] === 'pkcs12' ? ['-out', name] : [];
		const output = execFileSync('openssl', [...command, ...file], { cwd: folder, stdio: 'pipe' });
		if (file.length === 0) writeFileSync(join(folder, name), output);
	}
	const bytes = (name: string) => readFileSync(join(folder, name));
	return {
		bytes,
		text: (name) => bytes(name).toString('utf8'),
		remove: () => rmSync(folder, { recursive: true }),
	};
}
