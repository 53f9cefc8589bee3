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

/** Whether a signature holds; `malformed` and `unsupported` say why it could not be told. */
export type Integrity = 'ok' | 'digestMismatch' | 'signatureInvalid' | 'malformed' | 'unsupported';

export interface IntegrityVerdict {
	readonly integrity: Integrity;
	/** What is wrong, as a sentence goes on after "it" or "its"; empty when nothing is. */
	readonly reason: string;
}

const ATTRIBUTE = {
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

const OK: IntegrityVerdict = { integrity: 'ok', reason: '' };

/**
 * Verifies a signer's signature over a content of which the digest is known (RFC 5652, 5.4 and 5.6). Throws
 * UnsupportedSignature, or another error for what is malformed.
 *
 * @param digest of the content, by the digest that the SignedData names
 */
export function verifySignedData(data: SignedData, digest: Buffer): IntegrityVerdict {
	const { signer, signatureAlgorithm, signature, signedAttributes, signedBytes } = data;
	const scheme = schemeOf(signatureAlgorithm, signer.publicKey.algorithm, data.digest);
	if (!signedAttributes || !signedBytes) {
		return verifyDigest(scheme, signer.publicKey, digest, signature) ? OK : digestOrSignature();
	}
	const contentType = objectIdentifier(one(data, ATTRIBUTE.contentType));
	if (contentType !== data.contentType) {
		throw new MalformedSignature(
			'its attribute contentType names another type than its content has',
		);
	}
	if (!isSame(octets(one(data, ATTRIBUTE.messageDigest)), digest)) {
		return { integrity: 'digestMismatch', reason: 'the document was changed after it was signed' };
	}
	if (!namesCertificate(data)) {
		return { integrity: 'signatureInvalid', reason: 'it was made for another certificate' };
	}
	return verifyMessage(scheme, signer.publicKey, signedBytes, signature)
		? OK
		: { integrity: 'signatureInvalid', reason: 'it was not made with the signer’s key' };
}

/** When the signer says to have signed; undefined when there is nothing about it. */
export function claimedTime({ signedAttributes }: SignedData): Date | undefined {
	const [value] = signedAttributes?.get(ATTRIBUTE.signingTime) ?? [];
	try {
		return value && timeOf(value);
	} catch {
		return undefined;
	}
}

/** The one value of a signed attribute that must be there. */
function one({ signedAttributes }: SignedData, identifier: string): Asn1Value {
	const [value, ...more] = signedAttributes?.get(identifier) ?? [];
	if (!value || more.length > 0)
		throw new MalformedSignature(`it lacks the attribute ${identifier}`);
	return value;
}

function digestOrSignature(): IntegrityVerdict {
	return {
		integrity: 'digestMismatch',
		reason: 'the document is not the one that was signed, or the signature is another’s',
	};
}

/** ESS signing-certificate (RFC 5035): if the signature says whose certificate it is for, that must be the one. */
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

/** The first certificate named is the signer's; those after it are others of its chain. */
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

/** ESSCertIDv2 begins with the digest's algorithm, unless that is SHA-256. */
function digestOfId(id: Asn1Value): DigestName | undefined {
	const [first] = members(id);
	const names = first && isSequence(first) && members(first)[0] instanceof ObjectIdentifier;
	return names ? digestByIdentifier(algorithmOf(first).identifier) : 'sha256';
}

function matches({ der }: Certificate, digest: DigestName, hash: Buffer): boolean {
	return isSame(digestOf(digest, der), hash);
}
