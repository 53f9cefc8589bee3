import { X509Certificate } from 'node:crypto';
import { localTime } from '../localTime';
import { invalidCredential } from './invalidCredential';
import { misplaced, whatIs } from './pasted';
import { isCutOff, pemCertificates } from './pem';
import { inspectPfx } from './pfx';
import { readPrivateKey } from './privateKey';

/** The client certificate as entered: PEM texts, or the bytes of a PFX container. */
export type ClientCertificate =
	| {
			readonly format: 'pem';
			readonly certificate: string;
			readonly privateKey: string;
			readonly passphrase: string | undefined;
	  }
	| { readonly format: 'pfx'; readonly pfx: Buffer; readonly passphrase: string };

/** Days before a certificate's expiry from which a notice is shown. */
const EXPIRY_NOTICE_DAYS = 30;
const DAY = 86_400_000;

/** Converts a PFX that OpenSSL 3 rejects; asks for the old passphrase, then for a new one. */
const CONVERT_PFX =
	'openssl pkcs12 -legacy -in old.pfx -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.pfx';

/**
 * Checks that the certificate and key can be read, belong together, and are within their validity period. Returns the
 * time the certificate expires; undefined for a PFX that only the TLS connection can open. Throws `invalidCredential`,
 * with the remedy.
 *
 * @param timeZone for the dates shown, e.g. `Asia/Shanghai`
 */
export function checkClientCertificate(
	clientCertificate: ClientCertificate,
	now: Date,
	timeZone: string,
): Date | undefined {
	const certificate =
		clientCertificate.format === 'pem'
			? pairedCertificate(clientCertificate)
			: pfxCertificate(clientCertificate);
	if (!certificate) return undefined;
	const validFrom = new Date(certificate.validFrom);
	const validTo = new Date(certificate.validTo);
	const time = (date: Date) => localTime(date, timeZone);
	if (now > validTo) throw invalidCredential(`The certificate expired on ${time(validTo)}`, RENEW);
	if (now < validFrom) {
		throw invalidCredential(
			`The certificate is valid only from ${time(validFrom)}`,
			'Check the clock.',
		);
	}
	return validTo;
}

/** Checks that each of the certificates in a PEM text can be read; throws `invalidCredential`, which names the field. */
export function checkAuthorities(pem: string, field: string): void {
	if (!pem.trim()) return;
	const certificates = pemCertificates(pem);
	const damaged = certificates.findIndex((one) => !readX509(one)) + 1;
	if (certificates.length > 0 && damaged === 0 && !isCutOff(pem)) return;
	const { instead, remedy } = misplaced('authorities', pem);
	const which =
		damaged > 0 ? `: certificate ${damaged} of ${certificates.length} is damaged` : instead;
	throw invalidCredential(`'${field}' cannot be read${which}`, remedy);
}

/** A sentence about a certificate that expires within 30 days; undefined if it doesn't. */
export function expiryNotice(
	validTo: Date | undefined,
	now: Date,
	timeZone: string,
): string | undefined {
	const days = validTo ? Math.floor((validTo.getTime() - now.getTime()) / DAY) : Infinity;
	return validTo && days <= EXPIRY_NOTICE_DAYS
		? `The client certificate expires in ${days} days, on ${localTime(validTo, timeZone)}. ${RENEW}`
		: undefined;
}

const RENEW = 'Apply for a new one, send WoSign its public part, and put it into the credential.';

function pairedCertificate({
	certificate,
	privateKey,
	passphrase,
}: Extract<ClientCertificate, { format: 'pem' }>): X509Certificate {
	if (whatIs(certificate) === 'privateKey' && whatIs(privateKey) === 'certificate') {
		throw invalidCredential(
			"'Certificate' and 'Private Key' are swapped",
			'Put each into the other’s field.',
		);
	}
	const parsed = readCertificate(certificate);
	if (!parsed.checkPrivateKey(readPrivateKey(privateKey, passphrase))) {
		throw invalidCredential(
			'The private key does not belong to the certificate',
			'Put the certificate first and its intermediate certificates below it; the key must be that of the first one.',
		);
	}
	return parsed;
}

function readCertificate(pem: string): X509Certificate {
	const certificates = pemCertificates(pem).map(readX509);
	const [first] = certificates;
	if (first && certificates.every(Boolean) && !isCutOff(pem)) return first;
	const damaged = certificates.indexOf(undefined);
	const { instead, remedy } = misplaced('certificate', pem);
	throw invalidCredential(
		damaged > 0
			? `The certificate cannot be read: the intermediate certificate ${damaged} is damaged`
			: `The certificate cannot be read${instead}`,
		remedy,
	);
}

function readX509(pem: string): X509Certificate | undefined {
	try {
		return new X509Certificate(pem);
	} catch {
		return undefined;
	}
}

function pfxCertificate({
	pfx,
	passphrase,
}: Extract<ClientCertificate, { format: 'pfx' }>): X509Certificate | undefined {
	const inspection = inspectPfx(pfx, passphrase);
	switch (inspection.kind) {
		case 'readable':
			return inspection.certificate;
		case 'unpaired':
			throw invalidCredential(
				'The PFX file’s private key does not belong to its certificate',
				'Export the certificate together with its own key.',
			);
		case 'opaque':
			return undefined;
		case 'wrongPassphrase':
			throw invalidCredential('The PFX file’s passphrase is wrong', "Correct the 'Passphrase'.");
		case 'outdated':
			throw invalidCredential(
				`The PFX file is in an old form (${inspection.encryption}) that OpenSSL 3 refuses`,
				`Export it again and paste the new file: ${CONVERT_PFX}`,
			);
		case 'onlyCertificates':
			throw invalidCredential(
				'The PFX file has certificates, but no private key',
				'Export the certificate again, together with its private key.',
			);
		case 'onlyKey':
			throw invalidCredential(
				'The PFX file has a private key, but no certificate',
				'Export the key again, together with its certificate.',
			);
		case 'notPfx': {
			const { instead, remedy } = misplaced('pfx', pfx.toString('base64'));
			throw invalidCredential(`The PFX cannot be read${instead}`, remedy);
		}
	}
}
