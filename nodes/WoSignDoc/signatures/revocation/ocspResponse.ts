import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	Asn1Error,
	bits,
	contextTag,
	encoding,
	integerBytes,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1Prefix,
} from '../../protocol/certificate/asn1';
import type { Certificate } from '../cms/certificate';
import { algorithmOf, certificateOf, nameOf, timeOf } from '../cms/certificate';
import type { DigestName } from '../cms/digests';
import { digestByIdentifier } from '../cms/digests';
import { extensionsIn, extensionValue } from '../cms/extensions';
import type { SignedObject } from '../cms/signedObject';
import { reasonNamed } from './revocationList';

/** The responder that a response names (RFC 6960, 4.2.1): by its name, for comparison, or by the SHA-1 of its key. */
export type ResponderId =
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'key'; readonly hash: Buffer };

/** What a response says about one certificate. */
export interface SingleResponse {
	readonly digest: DigestName | undefined;
	readonly issuerName: Buffer;
	readonly issuerKey: Buffer;
	/** As in `Certificate`. */
	readonly serial: string;
	/** Undefined: the responder doesn't know it. */
	readonly status: 'good' | { readonly since: Date; readonly reason: string } | undefined;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date | undefined;
	/** Certificates that expired after this time are still included; undefined if it doesn't say. */
	readonly keepsEndedSince: Date | undefined;
}

/** A BasicOCSPResponse (RFC 6960, 4.2.1). */
export interface OcspResponse extends SignedObject {
	readonly responder: ResponderId;
	readonly producedAt: Date;
	readonly responses: readonly SingleResponse[];
	readonly certificates: readonly Certificate[];
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';
const SUCCESSFUL = 0;
/** Certificates in the response: its signer's and those above it. */
const MOST_CERTIFICATES = 10;

/**
 * Parses an OCSPResponse, or just a BasicOCSPResponse, in DER, ignoring anything that follows it; throws an Asn1Error.
 */
export function parseOcspResponse(bytes: Buffer): OcspResponse {
	const { value } = parseAsn1Prefix(bytes);
	const first = member(value, 0);
	if (isSequence(first)) return basicResponse(value);
	if (integerBytes(first)[0] !== SUCCESSFUL) throw new Asn1Error('an OCSP response is an error');
	if (objectIdentifier(member(value, 1, 0, 0)) !== BASIC) {
		throw new Asn1Error('an OCSP response is of another type');
	}
	return basicResponse(parseAsn1Prefix(octets(member(value, 1, 0, 1))).value);
}

function basicResponse(value: Asn1Value): OcspResponse {
	const [data, algorithm, signature, certificates] = members(value);
	if (!data || !algorithm || !signature) throw new Asn1Error('not an OCSP response');
	const fields = members(data);
	// The version comes first, tagged [0]; version 1 is omitted. The responder may be tagged [1] or [2].
	const [responder, producedAt, responses, extensions] =
		fields[0] && contextTag(fields[0]) === 0 ? fields.slice(1) : fields;
	if (!responder || !producedAt || !responses) throw new Asn1Error('not an OCSP response');
	if (extensions && hasUnknown(member(extensions, 0))) {
		throw new Asn1Error('an OCSP response has a critical extension that is not known');
	}
	return {
		toBeSigned: encoding(data),
		signatureAlgorithm: algorithmOf(algorithm),
		signature: bits(signature),
		responder: responderOf(responder),
		producedAt: timeOf(producedAt),
		responses: members(responses).flatMap(singleResponse),
		certificates: certificates
			? members(member(certificates, 0)).slice(0, MOST_CERTIFICATES).map(certificateOf)
			: [],
	};
}

function responderOf(value: Asn1Value): ResponderId {
	const choice = member(value, 0);
	return contextTag(value) === 1
		? { kind: 'name', name: nameOf(choice).comparable }
		: { kind: 'key', hash: octets(choice) };
}

/** One SingleResponse; none if it has a critical extension, since none is supported. */
function singleResponse(value: Asn1Value): SingleResponse[] {
	const [id, status, thisUpdate, ...rest] = members(value);
	if (!id || !status || !thisUpdate) throw new Asn1Error('not an OCSP response');
	const next = rest.find((one) => contextTag(one) === 0);
	const field = rest.find((one) => contextTag(one) === 1);
	const extensions = field && member(field, 0);
	if (extensions && hasUnknown(extensions)) return [];
	const cutoff = extensions && extensionValue(extensionsIn(extensions), ARCHIVE_CUTOFF);
	return [
		{
			digest: digestByIdentifier(objectIdentifier(member(id, 0, 0))),
			issuerName: octets(member(id, 1)),
			issuerKey: octets(member(id, 2)),
			serial: integerBytes(member(id, 3)).toString('hex').toUpperCase(),
			status: statusOf(status),
			thisUpdate: timeOf(thisUpdate),
			nextUpdate: next && timeOf(member(next, 0)),
			keepsEndedSince: cutoff && timeOf(cutoff),
		},
	];
}

/** CertStatus: good [0], revoked [1] with its time and optionally its reason, unknown [2]. */
function statusOf(value: Asn1Value): SingleResponse['status'] {
	const tag = contextTag(value);
	if (tag === 0) return 'good';
	if (tag !== 1) return undefined;
	const [since, reason] = members(value);
	if (!since) throw new Asn1Error('not an OCSP response');
	const code = reason && integerBytes(member(reason, 0))[0];
	return { since: timeOf(since), reason: reasonNamed(code) };
}

function hasUnknown(extensions: Asn1Value): boolean {
	return extensionsIn(extensions).some(({ critical }) => critical);
}
