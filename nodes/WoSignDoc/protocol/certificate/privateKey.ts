import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ProtocolError } from '../errors';
import { member, parseAsn1 } from './asn1';
import { invalidCredential } from './invalidCredential';
import { kindOfDer } from './kindOfDer';
import { outdatedEncryption } from './outdatedEncryption';
import { misplaced } from './pasted';
import { isCutOff, pemBlocks } from './pem';

/** Ciphers of OpenSSL's older key format that OpenSSL 3 still supports. */
const CURRENT_CIPHER = /^(?:AES|DES-EDE3|CAMELLIA|ARIA|SM4)/i;

/** Converts a key to the current format; asks for its passphrase, then for a new one. */
const CONVERT_KEY =
	'openssl pkcs8 -topk8 -v2 aes256 -provider legacy -provider default -in old.key -out new.key';

/**
 * Reads a private key in PEM; throws `invalidCredential`, which distinguishes a wrong passphrase from a key that no
 * passphrase opens.
 */
export function readPrivateKey(pem: string, passphrase: string | undefined): KeyObject {
	try {
		return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
	} catch (error) {
		throw unreadableKey(pem, passphrase, error);
	}
}

function unreadableKey(pem: string, passphrase: string | undefined, cause: unknown): ProtocolError {
	const outdated = outdatedEncryptionOf(pem);
	if (outdated) {
		return invalidCredential(
			`The private key is encrypted in an old form (${outdated}) that OpenSSL 3 refuses`,
			`The passphrase can’t be checked. Convert the key and paste the new file: ${CONVERT_KEY}`,
			cause,
		);
	}
	if (isEncryptedKey(pem)) {
		const problem = passphrase === undefined ? 'is missing' : 'is wrong';
		return invalidCredential(
			`The private key’s passphrase ${problem}`,
			"Fill in the key’s 'Passphrase'.",
			cause,
		);
	}
	const { instead, remedy } = misplaced('privateKey', pem);
	return invalidCredential(`The private key cannot be read${instead}`, remedy, cause);
}

/** Whether a text contains a complete encrypted key, so that only its passphrase can be wrong. */
function isEncryptedKey(pem: string): boolean {
	const key = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
	if (!key || isCutOff(pem)) return false;
	const bytes = Buffer.from(key.base64, 'base64');
	if (key.cipher) return bytes.length > 0 && bytes.length % 8 === 0;
	return key.label.startsWith('ENCRYPTED') && kindOfDer(bytes) === 'privateKey';
}

/**
 * How the key in a PEM text is encrypted, if OpenSSL 3 rejects that regardless of the passphrase; otherwise undefined.
 */
function outdatedEncryptionOf(pem: string): string | undefined {
	const key = pemBlocks(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
	if (key?.cipher) return CURRENT_CIPHER.test(key.cipher) ? undefined : key.cipher;
	if (key?.label !== 'ENCRYPTED PRIVATE KEY') return undefined;
	try {
		return outdatedEncryption(member(parseAsn1(Buffer.from(key.base64, 'base64')), 0));
	} catch {
		return undefined;
	}
}
