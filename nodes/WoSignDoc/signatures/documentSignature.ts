import type { PdfDictionary, PdfValue } from '../pdf/file/pdfValue';
import { octets, parseAsn1Prefix } from '../protocol/certificate/asn1';
import type { Algorithm, Certificate } from './cms/certificate';
import { parseCertificate } from './cms/certificate';
import type { DigestName } from './cms/digests';
import { digestOf } from './cms/digests';
import type { ElectronicSeal, SealSignature } from './cms/electronicSeal';
import { isSeal, parseSealSignature } from './cms/electronicSeal';
import { MalformedSignature, UnsupportedSignature } from './cms/signatureErrors';
import type { SignedData } from './cms/signedData';
import { parseSignedData } from './cms/signedData';
import type { SignatureTimestamp } from './cms/timestamp';
import { signatureTimestamp, timestampInfo, verifyTimestamp } from './cms/timestamp';
import type { ValidationValues } from './cms/validationValues';
import { NO_VALUES, validationValuesOf } from './cms/validationValues';
import { verifySealSignature } from './cms/verifySeal';
import { CHANGED, claimedTime, OK, OTHER_KEY, verifySignedData } from './cms/verifySignedData';
import type { IntegrityVerdict } from './cms/verifySignedData';
import { isSame, recoverDigest } from './cms/verifyWithKey';
import { timeOfPdfDate } from './pdfDate';
import type { SignatureDictionary } from './signatureDictionary';

/** A signature as read from its `/Contents`, to be verified once the digest of its range is known. */
export interface DocumentSignature {
	/** Made by a person or organization, or by a timestamping authority over the document (ETSI EN 319 142-1, 5.4.3). */
	readonly type: 'signature' | 'documentTimestamp';
	/** The digest algorithm for its range. */
	readonly digest: DigestName;
	readonly signer: Certificate;
	readonly certificates: readonly Certificate[];
	readonly algorithm: Algorithm;
	readonly claimed: ClaimedTime | undefined;
	/** The time of a document timestamp; undefined for a signature. */
	readonly stampedTime: Date | undefined;
	readonly timestamp: SignatureTimestamp | undefined;
	/** Its own validation data for certificates. */
	readonly validation: ValidationValues;
	/** The seal that it was made with (GB/T 38540); undefined if there is none. */
	readonly seal: ElectronicSeal | undefined;
	/** To be called within `verdictOf`: any error that it throws becomes a verdict. */
	readonly verify: (rangeDigest: Buffer) => IntegrityVerdict;
}

/**
 * When the signer claims to have signed: according to the signature's own attribute, or otherwise the dictionary's
 * `/M`.
 */
export interface ClaimedTime {
	readonly time: Date;
	readonly from: 'signingTime' | 'dictionary';
}

const RSA: Algorithm = { identifier: '1.2.840.113549.1.1.1', parameters: undefined };

/** The timestamp over a signature with a seal, which proves nothing here: sources disagree on what it covers. */
const SEAL_TIMESTAMP: SignatureTimestamp = {
	time: undefined,
	authority: undefined,
	certificates: [],
	integrity: 'unsupported',
	reason: 'timestamps of a signature with a seal are not supported',
	validation: NO_VALUES,
};

/** Parses a signature by its sub-filter; throws UnsupportedSignature, or another error for anything malformed. */
export function readDocumentSignature(signature: SignatureDictionary): DocumentSignature {
	switch (signature.subFilter) {
		case 'adbe.pkcs7.detached':
		case 'ETSI.CAdES.detached':
			return isSeal(signature.contents)
				? sealed(parseSealSignature(signature.contents))
				: detached(parseSignedData(signature.contents), signature);
		case 'adbe.pkcs7.sha1':
			return overDigest(parseSignedData(signature.contents), signature);
		case 'ETSI.RFC3161':
			return documentTimestamp(parseSignedData(signature.contents), signature);
		case 'adbe.x509.rsa_sha1':
			return bareSignature(signature);
		default:
			// No standard defines the sub-filter of a seal: makers have their own, such as GM.sm2seal, or use a detached one.
			if (isSeal(signature.contents)) return sealed(parseSealSignature(signature.contents));
			throw new UnsupportedSignature(
				`its sub-filter ${signature.subFilter || '(none)'} is not supported`,
			);
	}
}

function detached(data: SignedData, signature: SignatureDictionary): DocumentSignature {
	if (data.content?.length)
		throw new MalformedSignature('it contains its own content in addition to the document');
	return {
		...common(data, signature),
		digest: data.digest,
		verify: (digest) => verifySignedData(data, digest),
	};
}

/** ISO 32000-1, 12.8.3.3.1: the signed content is the SHA-1 of the range. */
function overDigest(data: SignedData, signature: SignatureDictionary): DocumentSignature {
	const content = data.content ?? Buffer.alloc(0);
	return {
		...common(data, signature),
		digest: 'sha1',
		verify: (digest) =>
			isSame(content, digest) ? verifySignedData(data, digestOf(data.digest, content)) : CHANGED,
	};
}

function documentTimestamp(data: SignedData, signature: SignatureDictionary): DocumentSignature {
	const info = timestampInfo(data);
	return {
		...common(data, signature),
		type: 'documentTimestamp',
		digest: info.digest,
		claimed: undefined,
		stampedTime: info.time,
		timestamp: undefined,
		verify: (digest) => verifyTimestamp(data, info, digest),
	};
}

function common(data: SignedData, { dictionary }: SignatureDictionary) {
	return {
		type: 'signature' as const,
		signer: data.signer,
		certificates: data.certificates,
		algorithm: data.signatureAlgorithm,
		claimed: claimedIn(claimedTime(data), dictionary),
		stampedTime: undefined,
		timestamp: signatureTimestamp(data),
		validation: validationValuesOf(data),
		seal: undefined,
	};
}

/** GB/T 38540-2020, 7: the signed document is the range, hashed with SM3. */
function sealed(data: SealSignature): DocumentSignature {
	const { signer, seal, signatureAlgorithm, time, hasTimestamp } = data;
	return {
		type: 'signature',
		digest: 'sm3',
		signer,
		certificates: [signer, seal.maker],
		algorithm: signatureAlgorithm,
		claimed: { time, from: 'signingTime' },
		stampedTime: undefined,
		timestamp: hasTimestamp ? SEAL_TIMESTAMP : undefined,
		validation: NO_VALUES,
		seal,
		verify: (digest) => verifySealSignature(data, digest),
	};
}

/** ISO 32000-1, 12.8.3.2: a bare PKCS #1 signature in an OCTET STRING, with its certificates in the dictionary. */
function bareSignature({ contents, dictionary }: SignatureDictionary): DocumentSignature {
	const value = octets(parseAsn1Prefix(contents).value);
	const certificates = strings(dictionary.entries.get('Cert')).map(parseCertificate);
	const [signer] = certificates;
	if (!signer) throw new MalformedSignature('it lacks its signer’s certificate');
	const recovered = recoverDigest(signer.publicKey, value);
	return {
		type: 'signature',
		digest: recovered?.name ?? 'sha1',
		signer,
		certificates,
		algorithm: RSA,
		claimed: claimedIn(undefined, dictionary),
		stampedTime: undefined,
		timestamp: undefined,
		validation: NO_VALUES,
		seal: undefined,
		verify: (digest) => bareVerdict(recovered?.digest, digest),
	};
}

/** ISO 32000-1, 12.8.1: `/M` counts if the signature itself contains no time. */
function claimedIn(
	signingTime: Date | undefined,
	{ entries }: PdfDictionary,
): ClaimedTime | undefined {
	if (signingTime) return { time: signingTime, from: 'signingTime' };
	const written = entries.get('M');
	const time =
		written?.kind === 'string' ? timeOfPdfDate(written.bytes.toString('latin1')) : undefined;
	return time && { time, from: 'dictionary' };
}

function bareVerdict(signed: Buffer | undefined, digest: Buffer): IntegrityVerdict {
	if (!signed) return OTHER_KEY;
	return isSame(signed, digest) ? OK : CHANGED;
}

function strings(value: PdfValue | undefined): Buffer[] {
	if (value?.kind === 'string') return [value.bytes];
	return value?.kind === 'array' ? value.items.flatMap(strings) : [];
}
