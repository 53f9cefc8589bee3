import { Boolean as Asn1Boolean } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	bits,
	integer,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';

/** What a certificate may be used for (RFC 5280, 4.2). */
export interface CertificateExtensions {
	readonly isAuthority: boolean;
	/** Authorities that a chain may have below it; Infinity where it does not say. */
	readonly pathLength: number;
	/** The first two bytes of keyUsage; undefined where it does not say. */
	readonly keyUsage: number | undefined;
	readonly extendedKeyUsage: readonly string[] | undefined;
	readonly subjectKeyIdentifier: Buffer | undefined;
	/** Identifiers of critical extensions that are not known here. */
	readonly unknownCritical: readonly string[];
}

/** RFC 5280, 4.2.1.3, bits of keyUsage. */
export const KEY_USAGE = { digitalSignature: 0x8000, nonRepudiation: 0x4000, keyCertSign: 0x0400 };

const EXTENSION = {
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	basicConstraints: '2.5.29.19',
	extendedKeyUsage: '2.5.29.37',
	certificatePolicies: '2.5.29.32',
};
/** These, and those that bear on names, policies and revocation alone, which are not evaluated (docs/TRUST.md). */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
	...Object.values(EXTENSION),
	...['2.5.29.17', '2.5.29.18', '2.5.29.31', '2.5.29.33', '2.5.29.36', '2.5.29.54'],
]);

/** Reads a certificate's extensions out of their field, which is undefined where there are none. */
export function readExtensions(field: Asn1Value | undefined): CertificateExtensions {
	const extensions = (field ? members(member(field, 0)) : []).map((extension) => {
		const parts = members(extension);
		const [, second] = parts;
		return {
			identifier: objectIdentifier(member(extension, 0)),
			critical: second instanceof Asn1Boolean && second.getValue(),
			value: octets(member(extension, parts.length - 1)),
		};
	});
	const read = (identifier: string) => {
		const found = extensions.find((extension) => extension.identifier === identifier);
		return found && parseAsn1(found.value);
	};
	const constraints = read(EXTENSION.basicConstraints);
	const usage = read(EXTENSION.keyUsage);
	const extended = read(EXTENSION.extendedKeyUsage);
	const identifier = read(EXTENSION.subjectKeyIdentifier);
	return {
		...authorityOf(constraints),
		keyUsage: usage && Buffer.concat([bits(usage), Buffer.alloc(2)]).readUInt16BE(0),
		extendedKeyUsage: extended && members(extended).map(objectIdentifier),
		subjectKeyIdentifier: identifier && octets(identifier),
		unknownCritical: extensions
			.filter(({ critical, identifier: one }) => critical && !KNOWN_EXTENSIONS.has(one))
			.map(({ identifier: one }) => one),
	};
}

function authorityOf(
	constraints: Asn1Value | undefined,
): Pick<CertificateExtensions, 'isAuthority' | 'pathLength'> {
	const [authority, length] =
		constraints && isSequence(constraints) ? members(constraints) : [undefined, undefined];
	const isAuthority = authority instanceof Asn1Boolean && authority.getValue();
	return { isAuthority, pathLength: length ? integer(length) : Infinity };
}
