import { Boolean as Asn1Boolean } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';

/**
 * An extension of a certificate, a list, a response or a seal (RFC 5280, 4.2, 5.2, 5.3; RFC 6960, 4.4; GB/T 38540, 6).
 */
export interface Extension {
	readonly identifier: string;
	readonly critical: boolean;
	readonly value: Buffer;
}

/** Parses a SEQUENCE of extensions; throws an Asn1Error. */
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

/** The value of an extension, parsed; undefined if it is absent. Throws an Asn1Error. */
export function extensionValue(
	extensions: readonly Extension[],
	identifier: string,
): Asn1Value | undefined {
	const found = extensions.find((extension) => extension.identifier === identifier);
	return found && parseAsn1(found.value);
}
