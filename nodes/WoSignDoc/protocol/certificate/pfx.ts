import { createDecipheriv, createPrivateKey, pbkdf2Sync, X509Certificate } from 'node:crypto';
import type { Decipheriv, KeyObject } from 'node:crypto';
import type { Asn1Value } from './asn1';
import { integer, isSequence, member, members, objectIdentifier, octets, parseAsn1 } from './asn1';
import { outdatedEncryption, PBES2 } from './outdatedEncryption';
import { bmpString, pkcs12Key, PURPOSE } from './pkcs12Key';

/** What is known about a PFX container (RFC 7292). */
export type PfxInspection =
	/** The certificate that belongs to its key. */
	| { readonly kind: 'readable'; readonly certificate: X509Certificate }
	/** None of its certificates belongs to its key. */
	| { readonly kind: 'unpaired' }
	/** It has no private key. */
	| { readonly kind: 'onlyCertificates' }
	/** It has a private key, but no certificate. */
	| { readonly kind: 'onlyKey' }
	/** Encrypted in a way that OpenSSL 3 rejects, e.g. `PBE-SHA1-RC2-40`. */
	| { readonly kind: 'outdated'; readonly encryption: string }
	| { readonly kind: 'wrongPassphrase' }
	/** Protected in a way that this reader doesn't support; whether OpenSSL does is only known when it connects. */
	| { readonly kind: 'opaque' }
	| { readonly kind: 'notPfx' };

const OID = {
	data: '1.2.840.113549.1.7.1',
	/** RFC 7292, appendix C: Windows' usual encryption. */
	tripleDes: '1.2.840.113549.1.12.1.3',
	keyBag: '1.2.840.113549.1.12.10.1.1',
	shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
	certificateBag: '1.2.840.113549.1.12.10.1.3',
};

const CIPHERS: ReadonlyMap<string, { name: string; keyLength: number }> = new Map(
	Object.entries({
		'2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
		'2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
		'2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
		'1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
	}),
);

const HASHES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'1.2.840.113549.2.7': 'sha1',
		'1.2.840.113549.2.9': 'sha256',
		'1.2.840.113549.2.10': 'sha384',
		'1.2.840.113549.2.11': 'sha512',
	}),
);

/** More iterations would block n8n; the tools' own defaults are 2048 and 10000. */
const MOST_ITERATIONS = 5_000_000;
const MOST_SHA1_ITERATIONS = 200_000;

/** One of the container's safes: plain, encrypted, or encrypted in an unsupported way. */
type Safe =
	| { readonly kind: 'plain'; readonly contents: Buffer }
	| { readonly kind: 'encrypted'; readonly algorithm: Asn1Value; readonly contents: Buffer };

/** Inspects a PFX container; never throws. */
export function inspectPfx(pfx: Buffer, passphrase: string): PfxInspection {
	try {
		return inspectSafes(safesOf(pfx), passphrase);
	} catch (error) {
		return { kind: error instanceof UnknownEncryption ? 'opaque' : 'notPfx' };
	}
}

/** An encryption that this reader doesn't support; OpenSSL may. */
class UnknownEncryption extends TypeError {}

function inspectSafes(safes: readonly Safe[], passphrase: string): PfxInspection {
	const bags: Asn1Value[] = [];
	let isWhole = true;
	for (const safe of safes) {
		const encryption = safe.kind === 'encrypted' && outdatedEncryption(safe.algorithm);
		if (encryption) return { kind: 'outdated', encryption };
		const contents = openSafe(safe, passphrase);
		if (contents === 'unknown') isWhole = false;
		else if (contents === 'wrongPassphrase') return { kind: contents };
		else bags.push(...members(contents));
	}
	const inspection = inspectBags(bags, passphrase);
	const isOneSided = inspection.kind === 'onlyCertificates' || inspection.kind === 'onlyKey';
	return isOneSided && !isWhole ? { kind: 'opaque' } : inspection;
}

function inspectBags(bags: readonly Asn1Value[], passphrase: string): PfxInspection {
	const shroudedKeys = valuesOf(bags, OID.shroudedKeyBag);
	const [encryption] = shroudedKeys.flatMap((key) => outdatedEncryption(member(key, 0)) ?? []);
	if (encryption !== undefined) return { kind: 'outdated', encryption };
	const keys = [
		...shroudedKeys.map((key) => readShroudedKey(key, passphrase)),
		...valuesOf(bags, OID.keyBag).map((key) => readKey(key, passphrase)),
	];
	if (keys.includes(undefined)) return { kind: 'wrongPassphrase' };
	const certificates = valuesOf(bags, OID.certificateBag).map(
		(bag) => new X509Certificate(octets(member(bag, 1, 0))),
	);
	if (certificates.length === 0) return { kind: keys.length > 0 ? 'onlyKey' : 'opaque' };
	if (keys.length === 0) return { kind: 'onlyCertificates' };
	const certificate = certificates.find((one) =>
		keys.some((key) => key && one.checkPrivateKey(key)),
	);
	return certificate ? { kind: 'readable', certificate } : { kind: 'unpaired' };
}

/** The values of the bags of one type (RFC 7292, section 4.2: SafeBag). */
function valuesOf(bags: readonly Asn1Value[], kind: string): Asn1Value[] {
	return bags
		.filter((bag) => objectIdentifier(member(bag, 0)) === kind)
		.map((bag) => member(bag, 1, 0));
}

/** A single key is tried with one of the two forms of an empty passphrase (`openSafe`); the other is tried here. */
function readShroudedKey(shroudedKey: Asn1Value, passphrase: string): KeyObject | undefined {
	const key = readKey(shroudedKey, passphrase);
	if (key || passphrase) return key;
	const [algorithm, contents] = [member(shroudedKey, 0), octets(member(shroudedKey, 1))];
	const opened = openSafe({ kind: 'encrypted', algorithm, contents }, passphrase);
	return typeof opened === 'string' ? undefined : readKey(opened, passphrase);
}

function readKey(pkcs8: Asn1Value, passphrase: string): KeyObject | undefined {
	const key = Buffer.from(pkcs8.toBER());
	try {
		return createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase });
	} catch {
		return undefined;
	}
}

/** PFX → authSafe → AuthenticatedSafe → its safes (RFC 7292, section 4). */
function safesOf(pfx: Buffer): Safe[] {
	const authenticatedSafe = octets(member(parseAsn1(pfx), 1, 1, 0));
	return members(parseAsn1(authenticatedSafe)).map((contentInfo): Safe => {
		const content = member(contentInfo, 1, 0);
		if (objectIdentifier(member(contentInfo, 0)) === OID.data) {
			return { kind: 'plain', contents: octets(content) };
		}
		const encrypted = member(content, 1);
		return {
			kind: 'encrypted',
			algorithm: member(encrypted, 1),
			contents: octets(member(encrypted, 2)),
		};
	});
}

/** The decrypted contents, or why they aren't available. */
function openSafe(safe: Safe, passphrase: string): Asn1Value | 'unknown' | 'wrongPassphrase' {
	if (safe.kind === 'plain') return parseAsn1(safe.contents);
	const scheme = objectIdentifier(member(safe.algorithm, 0));
	const parameters = member(safe.algorithm, 1);
	if (scheme === PBES2) return decrypted(decipherOf(parameters, passphrase), safe.contents);
	if (scheme !== OID.tripleDes) return 'unknown';
	// Without a passphrase some programs use an empty string, others no bytes at all.
	const passwords = [bmpString(passphrase), ...(passphrase ? [] : [Buffer.alloc(0)])];
	const attempts = passwords.map((one) =>
		decrypted(tripleDesDecipher(parameters, one), safe.contents),
	);
	return attempts.find((one) => one !== 'wrongPassphrase') ?? 'wrongPassphrase';
}

function decrypted(decipher: Decipheriv, contents: Buffer): Asn1Value | 'wrongPassphrase' {
	try {
		const value = parseAsn1(Buffer.concat([decipher.update(contents), decipher.final()]));
		return isSequence(value) ? value : 'wrongPassphrase';
	} catch {
		return 'wrongPassphrase';
	}
}

/** `pbeWithSHAAnd3-KeyTripleDES-CBC` (RFC 7292, appendix C). */
function tripleDesDecipher(parameters: Asn1Value, password: Buffer): Decipheriv {
	const salt = octets(member(parameters, 0));
	const iterations = integer(member(parameters, 1));
	if (iterations > MOST_SHA1_ITERATIONS) throw new UnknownEncryption('too many iterations');
	const key = pkcs12Key(password, salt, iterations, PURPOSE.key, 24);
	const iv = pkcs12Key(password, salt, iterations, PURPOSE.iv, 8);
	return createDecipheriv('des-ede3-cbc', key, iv);
}

/** PBES2 with PBKDF2 (RFC 8018, sections 6.2 and 5.2). */
function decipherOf(parameters: Asn1Value, passphrase: string): Decipheriv {
	const derivation = members(member(parameters, 0, 1));
	const cipher = CIPHERS.get(objectIdentifier(member(parameters, 1, 0)));
	const [salt, iterations] = derivation;
	// The key's length may come before the hash; the hash defaults to SHA-1.
	const hashName = derivation.slice(2).find(isSequence);
	const hash = hashName ? HASHES.get(objectIdentifier(member(hashName, 0))) : 'sha1';
	if (!salt || !iterations || !cipher || !hash || integer(iterations) > MOST_ITERATIONS) {
		throw new UnknownEncryption('not a known encryption');
	}
	const key = pbkdf2Sync(passphrase, octets(salt), integer(iterations), cipher.keyLength, hash);
	return createDecipheriv(cipher.name, key, octets(member(parameters, 1, 1)));
}
