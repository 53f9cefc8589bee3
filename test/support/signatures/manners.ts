import { constants, sign } from 'node:crypto';
import type { Manner } from './cms';
import { context, integer, NULL, oid, sequence } from './der';
import { signSm2 } from './identities';

const DIGESTS: Readonly<Record<string, string>> = {
	sha1: '1.3.14.3.2.26',
	sha224: '2.16.840.1.101.3.4.2.4',
	sha256: '2.16.840.1.101.3.4.2.1',
	sha384: '2.16.840.1.101.3.4.2.2',
	sha512: '2.16.840.1.101.3.4.2.3',
	'sha3-256': '2.16.840.1.101.3.4.2.8',
	'sha3-384': '2.16.840.1.101.3.4.2.9',
	'sha3-512': '2.16.840.1.101.3.4.2.10',
	shake256: '2.16.840.1.101.3.4.2.12',
	sm3: '1.2.156.10197.1.401',
	md5: '1.2.840.113549.2.5',
};

export function digestOid(digest: string): string {
	return DIGESTS[digest] ?? '';
}

/** RSA after PKCS #1 v1.5. */
export function rsa(digest: string, algorithm = '1.2.840.113549.1.1.1'): Manner {
	return {
		digest,
		digestOid: digestOid(digest),
		algorithm: sequence(oid(algorithm), NULL),
		sign: (message, { key }) => sign(digest, message, key),
	};
}

export function rsaPss(digest: string, saltLength = 32): Manner {
	const hash = sequence(oid(digestOid(digest)), NULL);
	const parameters = sequence(
		context(0, hash),
		context(1, sequence(oid('1.2.840.113549.1.1.8'), hash)),
		context(2, integer(saltLength)),
	);
	return {
		digest,
		digestOid: digestOid(digest),
		algorithm: sequence(oid('1.2.840.113549.1.1.10'), parameters),
		sign: (message, { key }) =>
			sign(digest, message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
	};
}

export function ecdsa(
	digest: string,
	algorithm: string,
	dsaEncoding: 'der' | 'ieee-p1363' = 'der',
): Manner {
	return {
		digest,
		digestOid: digestOid(digest),
		algorithm: sequence(oid(algorithm)),
		sign: (message, { key }) => sign(digest, message, { key, dsaEncoding }),
	};
}

export function eddsa(digest: 'sha512' | 'shake256'): Manner {
	return {
		digest,
		digestOid: digestOid(digest),
		algorithm: sequence(oid(digest === 'sha512' ? '1.3.101.112' : '1.3.101.113')),
		sign: (message, { key }) => sign(null, message, key),
	};
}

export function sm2(signerId?: string, algorithm = '1.2.156.10197.1.501'): Manner {
	return {
		digest: 'sm3',
		digestOid: digestOid('sm3'),
		algorithm: sequence(oid(algorithm)),
		sign: (message, identity) => signSm2(identity, message, signerId),
	};
}
