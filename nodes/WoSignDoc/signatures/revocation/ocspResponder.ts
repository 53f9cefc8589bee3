import type { Certificate } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';
import { digestOf } from '../cms/digests';
import type { OcspResponse, SingleResponse } from './ocspResponse';

/** The extended key usage of a delegated responder (RFC 6960, 4.2.2.2). */
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** id-pkix-ocsp-nocheck: the responder's own certificate isn't checked for revocation (RFC 6960, 4.2.2.2.1). */
export const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

/** Whether it is about that certificate of that issuer, by the hashes of name and key (RFC 6960, 4.1.1). */
export function isResponseFor(
	{ digest, serial, issuerName, issuerKey }: SingleResponse,
	certificate: Certificate,
	issuer: Certificate,
): boolean {
	return (
		digest !== undefined &&
		serial === certificate.serial &&
		issuerName.equals(digestOf(digest, certificate.issuer.der)) &&
		issuerKey.equals(digestOf(digest, issuer.publicKey.key))
	);
}

/** Whether the response names this certificate as its responder's. */
export function speaksAs(
	{ responder }: OcspResponse,
	{ subject, publicKey }: Certificate,
): boolean {
	return responder.kind === 'name'
		? responder.name === subject.comparable
		: responder.hash.equals(digestOf('sha1', publicKey.key));
}

/**
 * Whether the certificate may belong to a responder that the issuer delegated: it has the issuer's name, the right
 * purpose, and was valid when the response was made, and also at the time that the response is used for, if that is
 * later.
 */
export function isResponderFor(
	responder: Certificate,
	response: OcspResponse,
	{ issuer, at }: { readonly issuer: Certificate; readonly at: Date },
): boolean {
	const { keyUsage, extendedKeyUsage, validFrom, validTo, unknownCritical } = responder;
	const until = at > response.producedAt ? at : response.producedAt;
	return (
		speaksAs(response, responder) &&
		responder.issuer.comparable === issuer.subject.comparable &&
		extendedKeyUsage?.includes(OCSP_SIGNING) === true &&
		(keyUsage === undefined || (keyUsage & KEY_USAGE.digitalSignature) !== 0) &&
		unknownCritical.every((identifier) => identifier === NO_CHECK) &&
		validFrom <= response.producedAt &&
		until <= validTo
	);
}
