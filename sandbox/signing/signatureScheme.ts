import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { constants, createHash, sign, type KeyObject } from 'node:crypto';
import { sm2Sign, type Sm2Key } from './sm2';

/** How a CMS signature is computed: a digest of the content, then a signature over the attributes. */
export interface SignatureScheme {
	digestAlgorithm: AlgorithmIdentifier;
	signatureAlgorithm: AlgorithmIdentifier;
	digest(parts: readonly Uint8Array[]): Buffer;
	sign(bytes: Uint8Array): Buffer;
}

/** Signature schemes; those named after a digest are RSA. `rsa` uses SHA-256. */
export type SchemeName = 'rsa' | 'sha1' | 'sha384' | 'sha512' | 'rsaPss' | 'ecdsa' | 'sm2';

const rsaIdentifiers = {
	sha1: '1.2.840.113549.1.1.5',
	sha256: '1.2.840.113549.1.1.11',
	sha384: '1.2.840.113549.1.1.12',
	sha512: '1.2.840.113549.1.1.13',
};

/** RSA with PKCS #1 v1.5 (RFC 8017, 8.2). WoSignDoc's own output uses SHA-1. */
export function rsaScheme(
	key: KeyObject,
	digest: keyof typeof rsaIdentifiers = 'sha256',
): SignatureScheme {
	return {
		...digesting(digest),
		signatureAlgorithm: algorithm(rsaIdentifiers[digest]),
		sign: (bytes) => sign(digest, bytes, key),
	};
}

/** RSASSA-PSS (RFC 8017, 8.1), with an ordinary RSA key. */
export function rsaPssScheme(key: KeyObject): SignatureScheme {
	const padding = constants.RSA_PKCS1_PSS_PADDING;
	return {
		...digesting('sha256'),
		signatureAlgorithm: algorithm('1.2.840.113549.1.1.10', pssParameters),
		sign: (bytes) => sign('sha256', bytes, { key, padding, saltLength: 32 }),
	};
}

/** ECDSA; its identifier has no parameters (RFC 5754, 3.3). */
export function ecdsaScheme(key: KeyObject): SignatureScheme {
	return {
		...digesting('sha256'),
		signatureAlgorithm: new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' }),
		sign: (bytes) => sign('sha256', bytes, key),
	};
}

/** SM2 with SM3 (GB/T 35275-2017). */
export function sm2Scheme(key: Sm2Key): SignatureScheme {
	return {
		...digesting('sm3'),
		signatureAlgorithm: new AlgorithmIdentifier({ algorithm: '1.2.156.10197.1.501' }),
		sign: (bytes) => sm2Sign(key, bytes),
	};
}

const digestIdentifiers = {
	sha1: '1.3.14.3.2.26',
	sha256: '2.16.840.1.101.3.4.2.1',
	sha384: '2.16.840.1.101.3.4.2.2',
	sha512: '2.16.840.1.101.3.4.2.3',
	sm3: '1.2.156.10197.1.401',
};

function digesting(name: keyof typeof digestIdentifiers) {
	return {
		digestAlgorithm: algorithm(digestIdentifiers[name]),
		digest(parts: readonly Uint8Array[]) {
			const hash = createHash(name);
			for (const part of parts) hash.update(part);
			return hash.digest();
		},
	};
}

function algorithm(identifier: string, parameters: ArrayBuffer | null = null) {
	return new AlgorithmIdentifier({ algorithm: identifier, parameters });
}

/** SHA-256, MGF1 with SHA-256, 32 bytes of salt (RFC 4055, 3.1). */
const pssParameters = Uint8Array.from(
	Buffer.from(
		'3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d0609608648016503040201' +
			'0500a203020120',
		'hex',
	),
).buffer;
