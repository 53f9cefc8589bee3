import { createHash } from 'node:crypto';
import { parseRoots } from './parseRoots';

/** A trusted root, as evidence records it. */
export type RootReport = {
	name: string;
	/** The SHA-256 of the certificate in upper-case hexadecimal. */
	fingerprint: string;
	/** ISO 8601. */
	validFrom: string;
	validTo: string;
	/** All of it: DER in base64. */
	certificate: string;
};

/** The trusted roots of a PEM text; none where it cannot be used. */
export function rootReports(pem: string): RootReport[] {
	const parsed = parseRoots(pem);
	if (parsed.kind === 'wrong') return [];
	return parsed.roots.map(({ der, subject, serial, validFrom, validTo }) => ({
		name: subject.commonName || subject.organisation || serial,
		fingerprint: createHash('sha256').update(der).digest('hex').toUpperCase(),
		validFrom: validFrom.toISOString(),
		validTo: validTo.toISOString(),
		certificate: der.toString('base64'),
	}));
}
