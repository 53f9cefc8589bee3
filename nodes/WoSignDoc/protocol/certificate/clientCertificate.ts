import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ProtocolError } from '../errors';
import { pemCertificates } from './pem';
import { inspectPfx } from './pfx';

/** The client certificate as entered: PEM texts, or the bytes of a PFX container. */
export type ClientCertificate =
	| {
			readonly format: 'pem';
			readonly certificate: string;
			readonly privateKey: string;
			readonly passphrase: string | undefined;
	  }
	| { readonly format: 'pfx'; readonly pfx: Buffer; readonly passphrase: string };

/** Days before a certificate's expiry from which there is a notice. */
const EXPIRY_NOTICE_DAYS = 30;
const DAY = 86_400_000;

/** Converts a PFX that OpenSSL 3 rejects; asks for the old passphrase, then for a new one. */
const CONVERT_PFX =
	'openssl pkcs12 -legacy -in old.pfx -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.pfx';

/**
 * Checks that the certificate and its key can be read, belong together, and that the certificate is valid now.
 * Returns when the certificate expires, undefined for a PFX that only the TLS connection can open.
 * Throws `invalidCredential`, which says what to do.
 */
export function checkClientCertificate(
	clientCertificate: ClientCertificate,
	now: Date,
): Date | undefined {
	const certificate =
		clientCertificate.format === 'pem'
			? pairedCertificate(clientCertificate)
			: pfxCertificate(clientCertificate);
	if (!certificate) return undefined;
	const validFrom = new Date(certificate.validFrom);
	const validTo = new Date(certificate.validTo);
	if (now > validTo) throw invalid(`The certificate expired on ${day(validTo)}`, RENEW);
	if (now < validFrom) {
		throw invalid(`The certificate is valid only from ${day(validFrom)}`, 'Check the clock.');
	}
	return validTo;
}

/** A notice for a certificate that expires within 30 days; else undefined. */
export function expiryNotice(validTo: Date | undefined, now: Date): string | undefined {
	const days = validTo ? Math.floor((validTo.getTime() - now.getTime()) / DAY) : Infinity;
	return validTo && days <= EXPIRY_NOTICE_DAYS
		? `The client certificate expires in ${days} days, on ${day(validTo)}. ${RENEW}`
		: undefined;
}

const RENEW = 'Apply for a new one, send WoSign its public part, and put it into the credential.';

function pairedCertificate({
	certificate,
	privateKey,
	passphrase,
}: Extract<ClientCertificate, { format: 'pem' }>): X509Certificate {
	const parsed = readCertificate(certificate);
	if (!parsed.checkPrivateKey(readKey(privateKey, passphrase))) {
		throw invalid(
			'The private key does not belong to the certificate',
			'Put the certificate first and its intermediate certificates below it, and the key of the first one beside it.',
		);
	}
	return parsed;
}

function readCertificate(pem: string): X509Certificate {
	try {
		return new X509Certificate(pemCertificates(pem)[0] ?? pem);
	} catch (error) {
		throw invalid(
			'The certificate cannot be read',
			'Paste the PEM text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
			error,
		);
	}
}

function readKey(pem: string, passphrase: string | undefined): KeyObject {
	try {
		return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
	} catch (error) {
		const encrypted = /ENCRYPTED/.test(pem);
		const wrong = passphrase === undefined ? 'is missing' : 'is wrong';
		throw encrypted
			? invalid(`The private key’s passphrase ${wrong}`, 'Fill in the key’s passphrase.', error)
			: invalid(
					'The private key cannot be read',
					'Paste the PEM text from -----BEGIN … PRIVATE KEY----- to -----END … PRIVATE KEY-----.',
					error,
				);
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
			throw invalid(
				'The PFX file’s private key does not belong to its certificate',
				'Export the certificate together with its own key.',
			);
		case 'opaque':
			return undefined;
		case 'wrongPassphrase':
			throw invalid('The PFX file’s passphrase is wrong', 'Correct the passphrase.');
		case 'outdated':
			throw invalid(
				'The PFX file is in an old form (RC2 or RC4) that OpenSSL 3 refuses',
				`Export it anew and put the new file in: ${CONVERT_PFX}`,
			);
		case 'notPfx':
			throw invalid('The PFX cannot be read', 'Give the whole .pfx or .p12 file as base64 text.');
	}
}

function day(date: Date): string {
	return date.toISOString().slice(0, 10);
}

function invalid(message: string, description: string, cause?: unknown): ProtocolError {
	return new ProtocolError('invalidCredential', message, { description, cause });
}
