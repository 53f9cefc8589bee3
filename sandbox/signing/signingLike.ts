import type { FirstContact } from '../firstContact';
import type { Signing } from './documents';
import { HOUR, SECOND } from './durations';
import type { SchemeName } from './signatureScheme';
import type { SigningManner } from './signingManner';

const schemes = new Map<string, SchemeName>([
	['SHA1', 'sha1'],
	['SHA256', 'rsa'],
	['SHA384', 'sha384'],
	['SHA512', 'sha512'],
	['SM3', 'sm2'],
]);
const subFilters: ReadonlyArray<SigningManner['subFilter']> = [
	'adbe.pkcs7.detached',
	'ETSI.CAdES.detached',
];

/** The recorded way of signing, as far as it was observed. Throws if the sandbox can't sign that way. */
export function signingLike({ document = {}, placement }: FirstContact): Partial<Signing> {
	const { certification, certificateLife, timestamp, signingTimeOffset, ...seen } = document;
	return {
		...(seen.digest !== undefined && { scheme: schemeOf(seen.digest) }),
		...(seen.subFilter !== undefined && { subFilter: subFilterOf(seen.subFilter) }),
		...(certificateLife !== undefined && { certificateLife: certificateLife * SECOND }),
		...(signingTimeOffset !== undefined && { claimedAhead: signingTimeOffset * HOUR }),
		...(timestamp !== undefined && { timeStamp: timeStampOf(timestamp, seen.timestampRoot) }),
		...(seen.securityStore !== undefined && {
			securityStore: seen.securityStore ? 'complete' : 'none',
		}),
		...(certification !== undefined && { certification: certification ?? undefined }),
		...(placement?.foundBy && { visibleField: placement.foundBy === 'annotation' }),
		...(seen.visibleSeal !== undefined && { visibleSeal: seen.visibleSeal }),
		...(seen.watermark !== undefined && { watermark: seen.watermark }),
		...(seen.laterInformation !== undefined && { laterInformation: seen.laterInformation }),
		...(seen.growth !== undefined && { growth: seen.growth }),
	};
}

function schemeOf(digest: string): SchemeName {
	const scheme = schemes.get(digest.toUpperCase().replaceAll(/[^A-Z\d]/g, ''));
	if (!scheme) throw new Error(`the sandbox can't sign with the digest "${digest}"`);
	return scheme;
}

function subFilterOf(name: string): SigningManner['subFilter'] {
	const subFilter = subFilters.find((known) => known === name);
	if (!subFilter) throw new Error(`the sandbox can't sign with the subfilter "${name}"`);
	return subFilter;
}

function timeStampOf(timestamp: boolean, root = true): SigningManner['timeStamp'] {
	if (!timestamp) return 'none';
	return root ? 'withRoot' : 'withoutRoot';
}
