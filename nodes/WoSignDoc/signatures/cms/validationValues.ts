import type { Asn1Value } from '../../protocol/certificate/asn1';
import { contextTag, encoding, isSequence, member, members } from '../../protocol/certificate/asn1';
import type { SignedData } from './signedData';

/** Validation data that a signature or a document contains for judging certificates, each in DER. */
export interface ValidationValues {
	readonly certificates: readonly Buffer[];
	readonly revocationLists: readonly Buffer[];
	readonly ocspResponses: readonly Buffer[];
}

export const NO_VALUES: ValidationValues = {
	certificates: [],
	revocationLists: [],
	ocspResponses: [],
};

const ATTRIBUTE = {
	/** ISO 32000-1, 12.8.3.3.2. */
	adobeArchival: '1.2.840.113583.1.1.8',
	/** RFC 5126, 6.3. */
	certificates: '1.2.840.113549.1.9.16.2.23',
	revocation: '1.2.840.113549.1.9.16.2.24',
};

/**
 * A SignedData's validation data other than its certificates: in its own field (RFC 5652, 5.1 and 10.2.1) and its
 * attributes. Never throws.
 */
export function validationValuesOf(data: SignedData): ValidationValues {
	const attribute = (identifier: string) => [
		...(data.signedAttributes?.get(identifier) ?? []),
		...(data.unsignedAttributes.get(identifier) ?? []),
	];
	const archives = [...attribute(ATTRIBUTE.adobeArchival), ...attribute(ATTRIBUTE.revocation)];
	const others = data.revocationInfos.flatMap(ocspChoice);
	return {
		certificates: attribute(ATTRIBUTE.certificates).flatMap(encodings),
		revocationLists: [
			...data.revocationInfos.filter(isSequence).map(encoding),
			...archives.flatMap((archive) => tagged(archive, 0)),
		],
		ocspResponses: [...others, ...archives.flatMap((archive) => tagged(archive, 1))],
	};
}

/**
 * The values in a list under a tag of RevocationInfoArchival, or of RevocationValues: both have lists [0], responses
 * [1].
 */
function tagged(archive: Asn1Value, tag: number): Buffer[] {
	try {
		const field = members(archive).find((one) => contextTag(one) === tag);
		return field ? encodings(member(field, 0)) : [];
	} catch {
		return [];
	}
}

/** An OtherRevocationInfoFormat, tagged [1], that is an OCSP response (RFC 5940). */
function ocspChoice(value: Asn1Value): Buffer[] {
	try {
		return contextTag(value) === 1 ? [encoding(member(value, 1))] : [];
	} catch {
		return [];
	}
}

function encodings(value: Asn1Value): Buffer[] {
	try {
		return members(value).map(encoding);
	} catch {
		return [];
	}
}
