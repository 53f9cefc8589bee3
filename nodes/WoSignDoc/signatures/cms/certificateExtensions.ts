import { Boolean as Asn1Boolean } from 'asn1js';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import {
	bits,
	contextTag,
	integer,
	isSequence,
	member,
	members,
	objectIdentifier,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import { extensionsIn } from './extensions';

/** What a certificate may be used for (RFC 5280, 4.2). */
export interface CertificateExtensions {
	readonly isAuthority: boolean;
	/** Maximum authorities below it in a chain; Infinity if it doesn't say. */
	readonly pathLength: number;
	/** The first two bytes of keyUsage; undefined if it doesn't say. */
	readonly keyUsage: number | undefined;
	readonly extendedKeyUsage: readonly string[] | undefined;
	readonly subjectKeyIdentifier: Buffer | undefined;
	/** The subjectKeyIdentifier of its issuer: a hint for finding it. */
	readonly authorityKeyIdentifier: Buffer | undefined;
	/** The DER of each extension's value, by identifier. */
	readonly extensions: ReadonlyMap<string, Buffer>;
	/** Identifiers of unknown critical extensions, and of extensions that occur twice. */
	readonly unknownCritical: readonly string[];
}

/** RFC 5280, 4.2.1.3, bits of keyUsage. */
export const KEY_USAGE = {
	digitalSignature: 0x8000,
	nonRepudiation: 0x4000,
	keyCertSign: 0x0400,
	cRLSign: 0x0200,
};

/** Identifiers of extensions. */
export const EXTENSION = {
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	subjectAltName: '2.5.29.17',
	basicConstraints: '2.5.29.19',
	nameConstraints: '2.5.29.30',
	certificatePolicies: '2.5.29.32',
	policyMappings: '2.5.29.33',
	authorityKeyIdentifier: '2.5.29.35',
	policyConstraints: '2.5.29.36',
	extendedKeyUsage: '2.5.29.37',
	inhibitAnyPolicy: '2.5.29.54',
} as const;
/** These, and the ones about the issuer's other names and the location of its revocation lists. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
	...Object.values(EXTENSION),
	...['2.5.29.18', '2.5.29.31'],
]);

/** Parses a certificate's extensions from their field, which is undefined if there are none. */
export function readExtensions(field: Asn1Value | undefined): CertificateExtensions {
	const extensions = new Map<string, Buffer>();
	const unknownCritical: string[] = [];
	for (const { identifier, critical, value } of field ? extensionsIn(member(field, 0)) : []) {
		const isUnknown = critical && !KNOWN_EXTENSIONS.has(identifier);
		if (isUnknown || extensions.has(identifier)) unknownCritical.push(identifier);
		extensions.set(identifier, value);
	}
	const read = (identifier: string) => {
		const found = extensions.get(identifier);
		return found && parseAsn1(found);
	};
	const usage = read(EXTENSION.keyUsage);
	const extended = read(EXTENSION.extendedKeyUsage);
	const identifier = read(EXTENSION.subjectKeyIdentifier);
	return {
		...authorityOf(read(EXTENSION.basicConstraints)),
		keyUsage: usage && Buffer.concat([bits(usage), Buffer.alloc(2)]).readUInt16BE(0),
		extendedKeyUsage: extended && members(extended).map(objectIdentifier),
		subjectKeyIdentifier: identifier && octets(identifier),
		authorityKeyIdentifier: issuersKey(extensions.get(EXTENSION.authorityKeyIdentifier)),
		extensions,
		unknownCritical,
	};
}

/** The keyIdentifier, tagged [0]; also undefined if it can't be read, since it is only a hint. */
function issuersKey(value: Buffer | undefined): Buffer | undefined {
	try {
		const key = value && members(parseAsn1(value)).find((one) => contextTag(one) === 0);
		return key && octets(key);
	} catch {
		return undefined;
	}
}

function authorityOf(
	constraints: Asn1Value | undefined,
): Pick<CertificateExtensions, 'isAuthority' | 'pathLength'> {
	const [authority, length] =
		constraints && isSequence(constraints) ? members(constraints) : [undefined, undefined];
	const isAuthority = authority instanceof Asn1Boolean && authority.getValue();
	return { isAuthority, pathLength: length ? integer(length) : Infinity };
}
