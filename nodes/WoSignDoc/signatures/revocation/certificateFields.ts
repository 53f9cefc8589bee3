import { Boolean as Asn1Boolean } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	contextTag,
	encoding,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import type { Certificate } from '../cms/certificate';

/** An extension (RFC 5280, 4.2, 5.2 and 5.3; RFC 6960, 4.4): its identifier, whether it is critical, its value. */
export interface Extension {
	readonly identifier: string;
	readonly critical: boolean;
	readonly value: Buffer;
}

/** Reads a SEQUENCE of extensions; throws an Asn1Error. */
export function extensionsIn(sequence: Asn1Value): Extension[] {
	return members(sequence).map((extension) => {
		const parts = members(extension);
		const [, second] = parts;
		return {
			identifier: objectIdentifier(member(extension, 0)),
			critical: second instanceof Asn1Boolean && second.getValue(),
			value: octets(member(extension, parts.length - 1)),
		};
	});
}

/** The value of an extension, parsed; undefined where it is not there. Throws an Asn1Error. */
export function extensionValue(
	extensions: readonly Extension[],
	identifier: string,
): Asn1Value | undefined {
	const found = extensions.find((extension) => extension.identifier === identifier);
	return found && parseAsn1(found.value);
}

/** The name of a certificate's issuer in DER, as it is written there. */
export function issuerNameOf(certificate: Certificate): Buffer {
	return encoding(issuerFieldOf(certificate));
}

/** The name of a certificate's issuer (RFC 5280, 4.1.2.4), parsed. */
export function issuerFieldOf({ toBeSigned }: Certificate): Asn1Value {
	const value = parseAsn1(toBeSigned);
	const [first] = members(value);
	// The version comes first, tagged [0]; version 1 is left out.
	return member(value, first && contextTag(first) === 0 ? 3 : 2);
}
