import { contextTag, integer, member, members } from '../../protocol/certificate/asn1';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import type { Algorithm } from './certificate';
import { algorithmOf, namedCurve } from './certificate';
import type { DigestName } from './digests';
import { digestNamed } from './digests';
import { MalformedSignature, UnsupportedSignature } from './signatureErrors';

/** How a signature is made: everything that its verification needs except the key. */
export type Scheme =
	| { readonly kind: 'rsa'; readonly digest: DigestName }
	| {
			readonly kind: 'rsaPss';
			readonly digest: DigestName;
			readonly saltLength: number;
			/** Its parameters if its mask digest differs from its digest; undefined if they are the same. */
			readonly ownMask: Asn1Value | undefined;
	  }
	/** `plain`: the two numbers concatenated, not in a SEQUENCE (BSI TR-03111). */
	| { readonly kind: 'ecdsa'; readonly digest: DigestName; readonly plain: boolean }
	| { readonly kind: 'dsa'; readonly digest: DigestName }
	| { readonly kind: 'eddsa'; readonly digest: DigestName }
	| { readonly kind: 'sm2'; readonly digest: 'sm3' };

type Table = ReadonlyMap<string, DigestName | 'named'>;
type Row = readonly [identifier: string, DigestName | 'named'];

const SHA3 = ['sha3-224', 'sha3-256', 'sha3-384', 'sha3-512'] as const;
const SHA2 = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
const NIST = '2.16.840.1.101.3.4.3.';
const PLAIN_ECDSA = '0.4.0.127.0.7.1.1.4.1.';

/** Rows for identifiers that end in consecutive numbers, one for each digest. */
function series(prefix: string, first: number, digests: readonly DigestName[]): Row[] {
	return digests.map((digest, index) => [`${prefix}${first + index}`, digest]);
}

/** Digests by algorithm identifier. `named`: the identifier leaves the digest to the SignerInfo. */
const RSA: Table = new Map<string, DigestName | 'named'>([
	['1.2.840.113549.1.1.1', 'named'],
	['1.2.840.113549.1.1.5', 'sha1'],
	['1.3.14.3.2.29', 'sha1'],
	['1.2.840.113549.1.1.14', 'sha224'],
	...series('1.2.840.113549.1.1.', 11, ['sha256', 'sha384', 'sha512']),
	...series(NIST, 13, SHA3),
]);
/** The algorithm of an elliptic curve key; some programs use it for signatures, too. */
const EC_KEY = '1.2.840.10045.2.1';
const ECDSA: Table = new Map<string, DigestName | 'named'>([
	[EC_KEY, 'named'],
	['1.2.840.10045.4.1', 'sha1'],
	...series('1.2.840.10045.4.3.', 1, SHA2),
	...series(NIST, 9, SHA3),
]);
const ECDSA_PLAIN: Table = new Map<string, DigestName | 'named'>([
	...series(PLAIN_ECDSA, 1, ['sha1', ...SHA2]),
	...series(PLAIN_ECDSA, 8, SHA3),
]);
const DSA: Table = new Map<string, DigestName | 'named'>([
	['1.2.840.10040.4.1', 'named'],
	['1.2.840.10040.4.3', 'sha1'],
	...series(NIST, 1, SHA2),
]);
const DEFAULT_SALT_LENGTH = 20;
const RSA_PSS = '1.2.840.113549.1.1.10';
/** RFC 8419: each curve has one digest. */
const EDDSA: Table = new Map<string, DigestName | 'named'>([
	['1.3.101.112', 'sha512'],
	['1.3.101.113', 'shake256'],
]);
/** GM/T 0006: an SM2 signature with SM3, one whose digest is in the SignerInfo, and the algorithm of an SM2 key. */
const SM2 = new Set(['1.2.156.10197.1.501', '1.2.156.10197.1.301.1', '1.2.156.10197.1.301']);
const SM2_CURVE = '1.2.156.10197.1.301';

/**
 * The scheme of a signature algorithm; throws UnsupportedSignature, or MalformedSignature for one that contradicts
 * itself.
 *
 * @param named the digest that a SignerInfo names; undefined if there is none, as in a certificate
 */
export function schemeOf(
	{ identifier, parameters }: Algorithm,
	key: Algorithm,
	named: DigestName | undefined,
): Scheme {
	const isSm2 = SM2.has(identifier) || (identifier === EC_KEY && namedCurve(key) === SM2_CURVE);
	if (isSm2) return checked({ kind: 'sm2', digest: 'sm3' }, named);
	const tables = [
		[RSA, (digest: DigestName) => ({ kind: 'rsa', digest }) as const],
		[ECDSA, (digest: DigestName) => ({ kind: 'ecdsa', digest, plain: false }) as const],
		[ECDSA_PLAIN, (digest: DigestName) => ({ kind: 'ecdsa', digest, plain: true }) as const],
		[DSA, (digest: DigestName) => ({ kind: 'dsa', digest }) as const],
		[EDDSA, (digest: DigestName) => ({ kind: 'eddsa', digest }) as const],
	] as const;
	for (const [table, scheme] of tables) {
		const known = table.get(identifier);
		const digest = known === 'named' ? named : known;
		if (digest !== undefined) return checked(scheme(digest), named);
	}
	if (identifier === RSA_PSS) {
		return checked(pssScheme(parameters), named);
	}
	throw new UnsupportedSignature(`its signature algorithm ${identifier} is not supported`);
}

function checked(scheme: Scheme, named: DigestName | undefined): Scheme {
	if (named !== undefined && named !== scheme.digest) {
		throw new MalformedSignature(
			`its signature algorithm takes ${scheme.digest}, but it names ${named}`,
		);
	}
	return scheme;
}

/** RSASSA-PSS-params (RFC 4055, 3.1). */
function pssScheme(parameters: Asn1Value | undefined): Extract<Scheme, { kind: 'rsaPss' }> {
	const field = (tag: number) => {
		const found = parameters && members(parameters).find((one) => contextTag(one) === tag);
		return found && member(found, 0);
	};
	const digest = digestIn(field(0));
	const mask = field(1);
	const maskDigest = digestIn(mask && member(mask, 1));
	const saltLength = field(2);
	return {
		kind: 'rsaPss',
		digest,
		saltLength: saltLength ? integer(saltLength) : DEFAULT_SALT_LENGTH,
		ownMask: maskDigest === digest ? undefined : parameters,
	};
}

/** Defaults to SHA-1. */
function digestIn(algorithm: Asn1Value | undefined): DigestName {
	return algorithm ? digestNamed(algorithmOf(algorithm).identifier) : 'sha1';
}
