import type { Certificate } from './cms/certificate';
import type { CertificateNames } from './signatureReport';

/** A certificate's subject and issuer, for display. */
export function namesOf({ subject, issuer, serial }: Certificate): CertificateNames {
	return {
		commonName: subject.commonName,
		organization: subject.organization,
		country: subject.country,
		issuer: issuer.commonName || issuer.organization,
		serial,
	};
}
