import type { Certificate } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';

/** What a certificate is used for. */
export type Purpose = 'signing' | 'timestamping' | 'ocspSigning' | 'crlSigning';

const { digitalSignature, nonRepudiation, cRLSign } = KEY_USAGE;
const SIGNATURES = { usages: digitalSignature | nonRepudiation, unfit: 'signatures' };

const ANY = '2.5.29.37.0';

interface Demands {
	/** The keyUsage bits of which it needs one, if it has that extension. */
	readonly usages: number;
	readonly unfit: string;
	readonly extended?: ReadonlySet<string>;
	/** Whether it must state the purpose, rather than just not exclude it. */
	readonly isStated?: boolean;
	readonly extendedUnfit?: string;
}

const DEMANDS: Readonly<Record<Purpose, Demands>> = {
	signing: {
		...SIGNATURES,
		// Any, client authentication, email, documents (RFC 9336), Adobe's, and two of Microsoft's.
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

/** Why a certificate may not be used for a purpose, in words; empty if it may. */
export function unfitFor({ keyUsage, extendedKeyUsage }: Certificate, purpose: Purpose): string {
	const { usages, unfit, extended, isStated, extendedUnfit } = DEMANDS[purpose];
	if (keyUsage !== undefined && (keyUsage & usages) === 0) {
		return `its certificate is not meant for ${unfit}`;
	}
	const isFit = !extended || (extendedKeyUsage?.some((usage) => extended.has(usage)) ?? !isStated);
	return isFit ? '' : `its certificate is not meant for ${extendedUnfit}`;
}

/**
 * Why an authority may not issue certificates for a purpose: its extendedKeyUsage limits what they may be for, as most
 * verifiers interpret it. Certificates for revocation data need no such permission.
 */
export function authorityUnfitFor({ extendedKeyUsage }: Certificate, purpose: Purpose): string {
	if (purpose === 'ocspSigning' || !extendedKeyUsage) return '';
	const { extended, extendedUnfit } = DEMANDS[purpose];
	const isFit = !extended || extendedKeyUsage.some((usage) => usage === ANY || extended.has(usage));
	return isFit ? '' : `may not issue certificates for ${extendedUnfit}`;
}
