import type { Certificate } from '../cms/certificate';
import { fingerprint, shownName } from '../cms/certificate';
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

/** The trusted roots in a PEM text, each once, by fingerprint; none if the text can't be used. */
export function rootReports(pem: string): RootReport[] {
	const parsed = parseRoots(pem);
	if (parsed.kind === 'wrong') return [];
	const reports = new Map(parsed.roots.map(rootReport).map((one) => [one.fingerprint, one]));
	return [...reports.keys()].sort().flatMap((one) => reports.get(one) ?? []);
}

function rootReport(root: Certificate): RootReport {
	return {
		name: shownName(root),
		fingerprint: fingerprint(root),
		validFrom: root.validFrom.toISOString(),
		validTo: root.validTo.toISOString(),
		certificate: root.der.toString('base64'),
	};
}
