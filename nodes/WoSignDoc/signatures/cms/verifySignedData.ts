import { ObjectIdentifier } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
} from '../../protocol/certificate/asn1';
import type { Certificate } from './certificate';
import { algorithmOf, timeOf } from './certificate';
import { digestByIdentifier, digestOf } from './digests';
import type { DigestName } from './digests';
import { schemeOf } from './scheme';
import { MalformedSignature } from './signatureErrors';
import type { SignedData } from './signedData';
import { isSame, verifyDigest, verifyMessage } from './verifyWithKey';

/** Whether a signature is valid. `malformed` and `unsupported`: it couldn't be verified. */
export type Integrity = 'ok' | 'digestMismatch' | 'signatureInvalid' | 'malformed' | 'unsupported';

export interface IntegrityVerdict {
	readonly integrity: Integrity;
	/** What is wrong, in words, as in "Signature 1: it has no signer"; empty if nothing is. */
	readonly reason: string;
}

const ATTRIBUTE = {
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

export const OK: IntegrityVerdict = { integrity: 'ok', reason: '' };
export const CHANGED: IntegrityVerdict = {
	integrity: 'digestMismatch',
	reason: 'the document was changed after it was signed',
};
export const OTHER_KEY: IntegrityVerdict = {
	integrity: 'signatureInvalid',
	reason: 'it was not made with the signer’s key',
};
/** Without signed attributes there is no way to know which of the two it is. */
const CHANGED_OR_OTHER_KEY: IntegrityVerdict = {
	integrity: 'digestMismatch',
	reason: 'the document is not the one that was signed, or the signature is another’s',
};

/**
 * Verifies a signer's signature over content of which only the digest is known (RFC 5652, 5.4 and 5.6). Throws
 * UnsupportedSignature, or another error for anything malformed.
 *
 * @param digest of the content, with the digest algorithm that the SignedData names
 */
export function verifySignedData(data: SignedData, digest: Buffer): IntegrityVerdict {
	const { signer, signatureAlgorithm, signature, signedAttributes, signedBytes } = data;
	const scheme = schemeOf(signatureAlgorithm, signer.publicKey.algorithm, data.digest);
	if (!signedAttributes || !signedBytes) {
		return verifyDigest(scheme, signer.publicKey, digest, signature) ? OK : CHANGED_OR_OTHER_KEY;
	}
	const contentType = objectIdentifier(requiredAttribute(data, ATTRIBUTE.contentType));
	if (contentType !== data.contentType) {
		throw new MalformedSignature(
			'its attribute contentType names another type than its content has',
		);
	}
	if (!isSame(octets(requiredAttribute(data, ATTRIBUTE.messageDigest)), digest)) {
		return CHANGED;
	}
	if (!namesCertificate(data)) {
		return { integrity: 'signatureInvalid', reason: 'it was made for another certificate' };
	}
	return verifyMessage(scheme, signer.publicKey, signedBytes, signature) ? OK : OTHER_KEY;
}

/** The signing time that the signer claims; undefined if there is none, or it can't be read. */
export function claimedTime({ signedAttributes }: SignedData): Date | undefined {
	const [value] = signedAttributes?.get(ATTRIBUTE.signingTime) ?? [];
	try {
		return value && timeOf(value);
	} catch {
		return undefined;
	}
}

/** The only value of a signed attribute; throws if it is missing, or has several. */
function requiredAttribute({ signedAttributes }: SignedData, identifier: string): Asn1Value {
	const [value, ...more] = signedAttributes?.get(identifier) ?? [];
	if (!value || more.length > 0)
		throw new MalformedSignature(`it lacks the attribute ${identifier}`);
	return value;
}

/** The attribute signing-certificate (RFC 5035): if the signature names its certificate, it must be the signer's. */
function namesCertificate({ signedAttributes, signer }: SignedData): boolean {
	const named = [
		...hashesIn(signedAttributes?.get(ATTRIBUTE.signingCertificate), () => 'sha1'),
		...hashesIn(signedAttributes?.get(ATTRIBUTE.signingCertificateV2), digestOfId),
	];
	return named.every(({ digest, hash }) => digest !== undefined && matches(signer, digest, hash));
}

interface NamedCertificate {
	readonly digest: DigestName | undefined;
	readonly hash: Buffer;
}

/** The hash of the first certificate in each value, the signer's; the rest are others of its chain. */
function hashesIn(
	values: readonly Asn1Value[] | undefined,
	digestOf: (id: Asn1Value) => DigestName | undefined,
): NamedCertificate[] {
	return (values ?? []).map((value) => {
		const id = member(value, 0, 0);
		const hash = members(id).find((field) => !isSequence(field));
		if (!hash) throw new MalformedSignature('its attribute signing-certificate is not complete');
		return { digest: digestOf(id), hash: octets(hash) };
	});
}

/** The digest of an ESSCertIDv2, whose first member names the algorithm; SHA-256 by default. */
function digestOfId(id: Asn1Value): DigestName | undefined {
	const [first] = members(id);
	const names = first && isSequence(first) && members(first)[0] instanceof ObjectIdentifier;
	return names ? digestByIdentifier(algorithmOf(first).identifier) : 'sha256';
}

function matches({ der }: Certificate, digest: DigestName, hash: Buffer): boolean {
	return isSame(digestOf(digest, der), hash);
}
