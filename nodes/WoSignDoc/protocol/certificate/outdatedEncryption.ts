import type { Asn1Value } from './asn1';
import { member, objectIdentifier } from './asn1';

/** PBES2 (RFC 8018), which specifies its cipher in its parameters. */
export const PBES2 = '1.2.840.113549.1.5.13';

/**
 * Algorithms that OpenSSL 3 leaves to its legacy provider: PKCS #5 v1, PKCS #12, ciphers of PBES2 (RFC 8018, RFC 7292).
 */
const OUTDATED: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'1.2.840.113549.1.5.1': 'PBE-MD2-DES',
		'1.2.840.113549.1.5.3': 'PBE-MD5-DES',
		'1.2.840.113549.1.5.4': 'PBE-MD2-RC2-64',
		'1.2.840.113549.1.5.6': 'PBE-MD5-RC2-64',
		'1.2.840.113549.1.5.10': 'PBE-SHA1-DES',
		'1.2.840.113549.1.5.11': 'PBE-SHA1-RC2-64',
		'1.2.840.113549.1.12.1.1': 'PBE-SHA1-RC4-128',
		'1.2.840.113549.1.12.1.2': 'PBE-SHA1-RC4-40',
		'1.2.840.113549.1.12.1.5': 'PBE-SHA1-RC2-128',
		'1.2.840.113549.1.12.1.6': 'PBE-SHA1-RC2-40',
		'1.3.14.3.2.7': 'DES-CBC',
		'1.2.840.113549.3.2': 'RC2-CBC',
	}),
);

/**
 * The name of an encryption that OpenSSL 3 rejects regardless of the passphrase; undefined for any other.
 *
 * @param algorithm an AlgorithmIdentifier; throws an Asn1Error if it isn't one
 */
export function outdatedEncryption(algorithm: Asn1Value): string | undefined {
	const scheme = objectIdentifier(member(algorithm, 0));
	const cipher = scheme === PBES2 ? objectIdentifier(member(algorithm, 1, 1, 0)) : scheme;
	return OUTDATED.get(cipher);
}
