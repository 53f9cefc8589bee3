import { DAY, HOUR, MINUTE } from './durations';
import type { SignatureKind } from './signatureKind';
import type { SchemeName } from './signatureScheme';

/** How signatures are made. Durations are in milliseconds. */
export interface SigningManner {
	scheme: SchemeName;
	subFilter: 'adbe.pkcs7.detached' | 'ETSI.CAdES.detached';
	/** The life of the signers' certificates. Left out, a year. */
	certificateLife: number | undefined;
	/** How long ago it was signed. */
	signedAgo: number;
	/** How far the signature's own time is ahead of the time of signing. */
	claimedAhead: number;
	/** Whose time stamps signatures carry: the signing CA's, or an authority's of its own, with or without its root. */
	timeStamp: 'none' | 'ofSigningCa' | 'withRoot' | 'withoutRoot';
	/** What is enclosed after the last signature to judge all of them by (DSS). */
	securityStore: 'none' | 'revocationLists' | 'complete';
}

const plain = {
	subFilter: 'adbe.pkcs7.detached',
	certificateLife: undefined,
	signedAgo: 0,
	claimedAhead: 0,
	securityStore: 'none',
} as const;

/** The manner of each kind; whether it carries time stamps is open where the kind does not say. */
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
 * From when to when a certificate lives, in days from now, to be used in the second minute of its life, or in the
 * middle of a shorter one; undefined where that is open.
 */
export function lifeInDays({
	certificateLife: life,
	signedAgo,
}: SigningManner): [from: number, to: number] | undefined {
	if (life === undefined) return undefined;
	const from = -signedAgo - Math.min(MINUTE, life / 2);
	return [from / DAY, (from + life) / DAY];
}
