import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ProtocolError } from '../errors';
import { pemCertificates } from './pem';
import { inspectPfx } from './pfx';

/** The client certificate as it was given: PEM texts, or a PFX container's bytes. */
export type ClientCertificate =
	| {
			readonly format: 'pem';
			readonly certificate: string;
			readonly privateKey: string;
			readonly passphrase: string | undefined;
	  }
	| { readonly format: 'pfx'; readonly pfx: Buffer; readonly passphrase: string };

/** Days before its end from which a certificate's expiry is told. */
const EXPIRY_NOTICE_DAYS = 30;
const DAY = 86_400_000;

/** Converts a PFX that OpenSSL 3 refuses; asks for the old passphrase, then for a new one. */
const EXPORT_ANEW =
	'openssl pkcs12 -legacy -in old.pfx -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.pfx';

/**
 * Checks that certificate and key can be read, belong together and are in their time.
 * Gives back the certificate's last moment, undefined for a PFX that only the TLS connection can open.
 * Throws `invalidCredential`, with the remedy.
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

/** A sentence about a certificate that ends within 30 days; undefined when there is time. */
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
				`Export it anew and put the new file in: ${EXPORT_ANEW}`,
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
