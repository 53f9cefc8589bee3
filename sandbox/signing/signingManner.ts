import { DAY, HOUR, MINUTE } from './durations';
import type { SignatureKind } from './signatureKind';
import type { SchemeName } from './signatureScheme';

/** How signatures are made. Durations are in milliseconds. */
export interface SigningManner {
	scheme: SchemeName;
	subFilter: 'adbe.pkcs7.detached' | 'ETSI.CAdES.detached';
	/** Validity period of the signers' certificates. Default: a year. */
	certificateLife: number | undefined;
	/** How long ago the document was signed. */
	signedAgo: number;
	/** How far the claimed signing time is ahead of the actual time. */
	claimedAhead: number;
	/** The issuer of the timestamps: the signing CA, or a separate CA whose root is or isn't included. */
	timeStamp: 'none' | 'ofSigningCa' | 'withRoot' | 'withoutRoot';
	/** The validation material added after the last signature (DSS). */
	securityStore: 'none' | 'revocationLists' | 'complete';
}

const plain = {
	subFilter: 'adbe.pkcs7.detached',
	certificateLife: undefined,
	signedAgo: 0,
	claimedAhead: 0,
	securityStore: 'none',
} as const;

/** The manner of each kind of signature. Most kinds leave open whether there are timestamps. */
export const manners: Record<
	SignatureKind,
	Omit<SigningManner, 'timeStamp'> & Partial<SigningManner>
> = {
	rsa: { ...plain, scheme: 'rsa' },
	rsaPss: { ...plain, scheme: 'rsaPss' },
	ecdsa: { ...plain, scheme: 'ecdsa' },
	sm2: { ...plain, scheme: 'sm2' },
	sha1: { ...plain, scheme: 'sha1' },
	wosigndoc: { ...plain, scheme: 'sha1', securityStore: 'revocationLists' },
	shortLived: {
		...plain,
		scheme: 'sha1',
		certificateLife: 10 * MINUTE,
		signedAgo: DAY - MINUTE,
		// Local time in China, written as if it were UTC.
		claimedAhead: 8 * HOUR,
		timeStamp: 'withRoot',
		securityStore: 'complete',
	},
};

/**
 * A certificate's validity period in days from now, chosen so that the signature falls one minute after its start, or
 * in its middle if it is shorter than two minutes. Undefined if the manner doesn't specify one.
 */
export function lifeInDays({
	certificateLife: life,
	signedAgo,
}: SigningManner): [from: number, to: number] | undefined {
	if (life === undefined) return undefined;
	const from = -signedAgo - Math.min(MINUTE, life / 2);
	return [from / DAY, (from + life) / DAY];
}
