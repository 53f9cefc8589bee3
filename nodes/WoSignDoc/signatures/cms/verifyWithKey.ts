import { BitString, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { constants, createPublicKey, publicDecrypt, timingSafeEqual, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
	integerBytes,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import type { PublicKeyInfo } from './certificate';
import type { DigestName } from './digests';
import { digestByIdentifier } from './digests';
import type { Scheme } from './scheme';
import { MalformedSignature, UnsupportedSignature } from './signatureErrors';
import { DEFAULT_SIGNER_ID, verifySm2 } from './sm2';

const RSA_KEY = '1.2.840.113549.1.1.1';
const RSA_PSS_KEY = '1.2.840.113549.1.1.10';

/**
 * Whether the signature is the key's over the message. Throws UnsupportedSignature, or another error for anything
 * malformed.
 */
export function verifyMessage(
	scheme: Scheme,
	publicKey: PublicKeyInfo,
	message: Buffer,
	signature: Buffer,
): boolean {
	switch (scheme.kind) {
		case 'rsa': {
			const key = keyOf(publicKey, ['rsa']);
			return verify(
				scheme.digest,
				message,
				{ key, padding: constants.RSA_PKCS1_PADDING },
				signature,
			);
		}
		case 'rsaPss':
			return verify(scheme.digest, message, pssKey(scheme, publicKey), signature);
		case 'ecdsa': {
			const dsaEncoding = scheme.plain ? 'ieee-p1363' : 'der';
			return verify(
				scheme.digest,
				message,
				{ key: keyOf(publicKey, ['ec']), dsaEncoding },
				signature,
			);
		}
		case 'dsa':
			return verify(scheme.digest, message, keyOf(publicKey, ['dsa']), signature);
		case 'eddsa':
			return verify(null, message, keyOf(publicKey, ['ed25519', 'ed448']), signature);
		case 'sm2':
			return verifySm2Message(publicKey, message, signature);
	}
}

/**
 * Whether the signature is the key's over a message of which only the digest is known. Throws UnsupportedSignature for
 * schemes that Node.js verifies only over whole messages.
 */
export function verifyDigest(
	scheme: Scheme,
	publicKey: PublicKeyInfo,
	digest: Buffer,
	signature: Buffer,
): boolean {
	if (scheme.kind !== 'rsa') {
		throw new UnsupportedSignature(
			`it has no signed attributes, which is supported with RSA (PKCS #1) only`,
		);
	}
	const recovered = recoverDigest(publicKey, signature);
	return recovered?.name === scheme.digest && isSame(recovered.digest, digest);
}

/** The digest in an RSA signature (RFC 8017, 9.2); undefined if it doesn't decrypt to exactly a DigestInfo in DER. */
export function recoverDigest(
	publicKey: PublicKeyInfo,
	signature: Buffer,
): { name: DigestName; digest: Buffer } | undefined {
	try {
		const key = keyOf(publicKey, ['rsa']);
		const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
		const value = parseAsn1(info);
		const identifier = objectIdentifier(member(value, 0, 0));
		const digest = octets(member(value, 1));
		const name = digestByIdentifier(identifier);
		// The whole block must be the DigestInfo, byte for byte: room for any other bytes would allow forgeries.
		const isExact = [[], [new Null()]].some((parameters) =>
			digestInfo(identifier, parameters, digest).equals(info),
		);
		return name && isExact ? { name, digest } : undefined;
	} catch {
		return undefined;
	}
}

/** Whether the bytes are equal. */
export function isSame(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}

/** A DigestInfo in DER (RFC 8017, A.2.4). */
function digestInfo(identifier: string, parameters: readonly Null[], digest: Buffer): Buffer {
	const algorithm = new Sequence({
		value: [new ObjectIdentifier({ value: identifier }), ...parameters],
	});
	const octetString = new OctetString({ valueHex: Uint8Array.from(digest).buffer });
	return Buffer.from(new Sequence({ value: [algorithm, octetString] }).toBER());
}

/** The size of an RSA key in bits; undefined for any other. */
export function rsaBits(publicKey: PublicKeyInfo): number | undefined {
	if (publicKey.algorithm.identifier !== RSA_KEY) return undefined;
	return keyOf(publicKey, ['rsa']).asymmetricKeyDetails?.modulusLength;
}

function keyOf({ der }: PublicKeyInfo, kinds: readonly string[]): KeyObject {
	const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
	if (kinds.some((kind) => kind === key.asymmetricKeyType)) return key;
	throw new MalformedSignature(`its key is of the kind ${key.asymmetricKeyType}, not ${kinds[0]}`);
}

function pssKey(
	scheme: Extract<Scheme, { kind: 'rsaPss' }>,
	publicKey: PublicKeyInfo,
): { key: KeyObject; padding: number; saltLength: number } {
	const { ownMask, saltLength } = scheme;
	return {
		key: ownMask ? keyWithMask(ownMask, publicKey) : keyOf(publicKey, ['rsa', 'rsa-pss']),
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength,
	};
}

/**
 * A key with the signature's parameters: Node.js takes a mask digest that differs from the signature's digest only from
 * the key.
 */
function keyWithMask(parameters: Asn1Value, { algorithm, key }: PublicKeyInfo): KeyObject {
	if (algorithm.identifier !== RSA_KEY)
		throw new MalformedSignature('its key is not of the kind rsa');
	const identifier = new ObjectIdentifier({ value: RSA_PSS_KEY });
	const spki = new Sequence({
		value: [
			new Sequence({ value: [identifier, parameters] }),
			new BitString({ valueHex: Uint8Array.from(key).buffer }),
		],
	});
	return createPublicKey({ key: Buffer.from(spki.toBER()), format: 'der', type: 'spki' });
}

function verifySm2Message(publicKey: PublicKeyInfo, message: Buffer, signature: Buffer): boolean {
	const numbers = sm2Numbers(signature);
	if (!numbers) return false;
	// Signers use the default identity, or an empty one, which is the default of OpenSSL's tools.
	return [DEFAULT_SIGNER_ID, Buffer.alloc(0)].some((id) =>
		verifySm2(publicKey.key, numbers, message, id),
	);
}

/** The two numbers of an SM2 signature, a SEQUENCE (GM/T 0009-2012, 7.3); undefined if there aren't two. */
export function sm2Numbers(signature: Buffer): { r: bigint; s: bigint } | undefined {
	const value = parseAsn1(signature);
	if (!isSequence(value) || members(value).length !== 2) return undefined;
	const number = (index: number) =>
		BigInt(`0x0${integerBytes(member(value, index)).toString('hex')}`);
	return { r: number(0), s: number(1) };
}
