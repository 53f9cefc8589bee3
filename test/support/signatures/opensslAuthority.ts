import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issued } from './authority';

/** When OpenSSL's authority revoked a certificate, and why, as its database has it, e.g. `keyCompromise`. */
export interface Revocation {
	readonly since: Date;
	readonly reason?: string;
}

/** The revocation list that OpenSSL makes for an authority with one certificate. */
export function opensslList(issuer: Issued, certificate: Issued, revoked?: Revocation): Buffer {
	return inFolder(issuer, certificate, revoked, (openssl, read) => {
		openssl('ca', '-gencrl', '-config', 'config', '-crldays', '7', '-out', 'crl.pem');
		openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der');
		return read('crl.der');
	});
}

/** The OCSP response that OpenSSL makes about a certificate. */
export function opensslResponse(
	issuer: Issued,
	certificate: Issued,
	{ responder, revoked }: { readonly responder: Issued; readonly revoked?: Revocation },
): Buffer {
	return inFolder(issuer, certificate, revoked, (openssl, read, write) => {
		write('responder.pem', responder.pem);
		write('responder.key', responder.keyPem);
		const about = ['-issuer', 'ca.pem', '-cert', 'leaf.pem'];
		openssl('ocsp', ...about, '-no_nonce', '-reqout', 'request.der');
		openssl(
			...['ocsp', '-index', 'index.txt', '-CA', 'ca.pem', '-reqin', 'request.der', '-ndays', '1'],
			...['-rsigner', 'responder.pem', '-rkey', 'responder.key', '-respout', 'response.der'],
		);
		return read('response.der');
	});
}

/** Whether OpenSSL finds a certificate valid at that time, by a revocation list. */
export function opensslAccepts(
	issuer: Issued,
	certificate: Issued,
	{ list, at }: { readonly list: Buffer; readonly at: Date },
): boolean {
	return inFolder(issuer, certificate, undefined, (openssl, _, write) => {
		write('crl.der', list);
		openssl('crl', '-inform', 'DER', '-in', 'crl.der', '-out', 'crl.pem');
		const seconds = String(Math.floor(at.getTime() / 1_000));
		const options = ['-crl_check', '-attime', seconds, '-CAfile', 'ca.pem', '-CRLfile', 'crl.pem'];
		try {
			openssl('verify', ...options, 'leaf.pem');
			return true;
		} catch {
			return false;
		}
	});
}

const CONFIG = `[ca]
default_ca = own
[own]
database = index.txt
certificate = ca.pem
private_key = ca.key
default_md = sha256
`;

function inFolder<Result>(
	issuer: Issued,
	certificate: Issued,
	revoked: Revocation | undefined,
	work: (
		openssl: (...parameters: string[]) => void,
		read: (name: string) => Buffer,
		write: (name: string, content: string | Buffer) => void,
	) => Result,
): Result {
	const cwd = mkdtempSync(join(tmpdir(), 'authority-'));
	const write = (name: string, content: string | Buffer) => writeFileSync(join(cwd, name), content);
	try {
		write('config', CONFIG);
		write('ca.pem', issuer.pem);
		write('ca.key', issuer.keyPem);
		write('leaf.pem', certificate.pem);
		write('index.txt', databaseLine(certificate, revoked));
		return work(
			(...parameters) => execFileSync('openssl', parameters, { cwd, stdio: 'pipe' }),
			(name) => readFileSync(join(cwd, name)),
			write,
		);
	} finally {
		rmSync(cwd, { recursive: true });
	}
}

function databaseLine({ serial }: Issued, revoked: Revocation | undefined): string {
	const state = revoked
		? ['R', '300101000000Z', [utc(revoked.since), revoked.reason].filter(Boolean).join(',')]
		: ['V', '300101000000Z', ''];
	return `${[...state, serial.toString('hex').toUpperCase(), 'unknown', '/CN=Alice'].join('\t')}\n`;
}

function utc(time: Date): string {
	return `${time.toISOString().replace(/\D/g, '').slice(2, 14)}Z`;
}
