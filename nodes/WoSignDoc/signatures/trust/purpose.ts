import type { Certificate } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';

/** What a certificate is used for. */
export type Purpose = 'signing' | 'timestamping' | 'ocspSigning' | 'crlSigning';

const { digitalSignature, nonRepudiation, cRLSign } = KEY_USAGE;
const SIGNATURES = { usages: digitalSignature | nonRepudiation, unfit: 'signatures' };

const ANY = '2.5.29.37.0';

interface Demands {
	/** The bits of keyUsage of which it needs one, where it has that extension. */
	readonly usages: number;
	readonly unfit: string;
	readonly extended?: ReadonlySet<string>;
	/** Whether it must say so, and not just not say otherwise. */
	readonly isStated?: boolean;
	readonly extendedUnfit?: string;
}

const DEMANDS: Readonly<Record<Purpose, Demands>> = {
	signing: {
		...SIGNATURES,
		// Any, client authentication, e-mail, documents (RFC 9336), Adobe's, and two of Microsoft's.
		extended: new Set([
			ANY,
			'1.3.6.1.5.5.7.3.2',
			'1.3.6.1.5.5.7.3.4',
			'1.3.6.1.5.5.7.3.36',
			'1.2.840.113583.1.1.5',
			'1.3.6.1.4.1.311.10.3.12',
			'1.3.6.1.4.1.311.20.2.2',
		]),
		extendedUnfit: 'signing documents',
	},
	// RFC 3161, 2.3.
	timestamping: {
		...SIGNATURES,
		extended: new Set(['1.3.6.1.5.5.7.3.8']),
		isStated: true,
		extendedUnfit: 'timestamps',
	},
	// RFC 6960, 4.2.2.2.
	ocspSigning: {
		...SIGNATURES,
		extended: new Set(['1.3.6.1.5.5.7.3.9']),
		isStated: true,
		extendedUnfit: 'OCSP responses',
	},
	crlSigning: { usages: cRLSign, unfit: 'revocation lists' },
};

/** Why a certificate may not be used for a purpose, for people; empty where it may. */
export function unfitFor({ keyUsage, extendedKeyUsage }: Certificate, purpose: Purpose): string {
	const { usages, unfit, extended, isStated, extendedUnfit } = DEMANDS[purpose];
	if (keyUsage !== undefined && (keyUsage & usages) === 0) {
		return `its certificate is not meant for ${unfit}`;
	}
	const isFit = !extended || (extendedKeyUsage?.some((usage) => extended.has(usage)) ?? !isStated);
	return isFit ? '' : `its certificate is not meant for ${extendedUnfit}`;
}

/**
 * Why an authority may not issue certificates for a purpose: where it says what those may be for, as most verifiers read
 * an authority's extendedKeyUsage. Those for revocation need no such leave.
 */
export function authorityUnfitFor({ extendedKeyUsage }: Certificate, purpose: Purpose): string {
	if (purpose === 'ocspSigning' || !extendedKeyUsage) return '';
	const { extended, extendedUnfit } = DEMANDS[purpose];
	const isFit = !extended || extendedKeyUsage.some((usage) => usage === ANY || extended.has(usage));
	return isFit ? '' : `may not issue certificates for ${extendedUnfit}`;
}
