import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ProtocolError } from '../errors';
import { member, objectIdentifier, parseAsn1 } from './asn1';
import { invalidCredential } from './invalidCredential';
import { kindOfDer } from './kindOfDer';
import { misplaced } from './pasted';
import { isCutOff, pemBlocks } from './pem';

/** Ways to encrypt a key that OpenSSL 3 leaves to its legacy provider: PKCS #5 v1 and PKCS #12 (RFC 8018, RFC 7292). */
const OUTDATED_SCHEMES: ReadonlyMap<string, string> = new Map(
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
	}),
);
/** PBES2, and the ciphers of its that are left to the legacy provider. */
const PBES2 = '1.2.840.113549.1.5.13';
const OUTDATED_CIPHERS: ReadonlyMap<string, string> = new Map(
	Object.entries({ '1.3.14.3.2.7': 'DES-CBC', '1.2.840.113549.3.2': 'RC2-CBC' }),
);
/** Of OpenSSL's older form. */
const CURRENT_CIPHER = /^(?:AES|DES-EDE3|CAMELLIA|ARIA|SM4)/i;

/** Converts a key to the current form; asks for its passphrase, then for a new one. */
const CONVERT_KEY =
	'openssl pkcs8 -topk8 -v2 aes256 -provider legacy -provider default -in old.key -out new.key';

/** Reads a private key in PEM form; throws `invalidCredential`, which tells a wrong passphrase from what no passphrase opens. */
export function readPrivateKey(pem: string, passphrase: string | undefined): KeyObject {
	try {
		return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
	} catch (error) {
		throw unreadableKey(pem, passphrase, error);
	}
}

function unreadableKey(pem: string, passphrase: string | undefined, cause: unknown): ProtocolError {
	const outdated = outdatedEncryption(pem);
	if (outdated) {
		return invalidCredential(
			`The private key is encrypted in an old form (${outdated}) that OpenSSL 3 refuses`,
			`Whether the passphrase is right cannot be told. Convert the key and paste the new file: ${CONVERT_KEY}`,
			cause,
		);
	}
	if (isEncryptedKey(pem)) {
		const problem = passphrase === undefined ? 'is missing' : 'is wrong';
		return invalidCredential(
			`The private key’s passphrase ${problem}`,
			'Fill in the key’s passphrase.',
			cause,
		);
	}
	const { told, remedy } = misplaced('privateKey', pem);
	return invalidCredential(`The private key cannot be read${told}`, remedy, cause);
}

/** Whether a text holds a key that is encrypted and whole, so that only its passphrase can be at fault. */
function isEncryptedKey(pem: string): boolean {
	const key = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
	if (!key || isCutOff(pem)) return false;
	const bytes = Buffer.from(key.base64, 'base64');
	if (key.cipher) return bytes.length > 0 && bytes.length % 8 === 0;
	return key.label.startsWith('ENCRYPTED') && kindOfDer(bytes) === 'privateKey';
}

/** How the key of a PEM text is encrypted, where OpenSSL 3 refuses that whatever the passphrase; else undefined. */
function outdatedEncryption(pem: string): string | undefined {
	const key = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
	if (key?.cipher) return CURRENT_CIPHER.test(key.cipher) ? undefined : key.cipher;
	if (key?.label !== 'ENCRYPTED PRIVATE KEY') return undefined;
	try {
		const algorithm = member(parseAsn1(Buffer.from(key.base64, 'base64')), 0);
		const scheme = objectIdentifier(member(algorithm, 0));
		if (scheme !== PBES2) return OUTDATED_SCHEMES.get(scheme);
		return OUTDATED_CIPHERS.get(objectIdentifier(member(algorithm, 1, 1, 0)));
	} catch {
		return undefined;
	}
}
