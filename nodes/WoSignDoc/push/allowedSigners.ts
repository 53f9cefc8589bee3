import type { CertificateNames } from '../signatures/signatureReport';

/**
 * Reads the names of signers or issuers that are allowed: an array, one a line, or on a single line between commas.
 * A name that has a comma must therefore stand among several lines.
 */
export function signerNames(allowed: string | readonly unknown[]): string[] {
	const names =
		typeof allowed === 'string' ? allowed.split(allowed.includes('\n') ? '\n' : ',') : allowed;
	return names.map((name) => comparable(String(name))).filter(Boolean);
}

/** Whether the signer, or the issuer of its certificate, is among the names. */
export function isAllowedSigner(
	{ commonName, organisation, issuer }: CertificateNames,
	names: readonly string[],
): boolean {
	return [commonName, organisation, issuer].map(comparable).some((name) => names.includes(name));
}

/** Case and the width of characters make no other name. */
function comparable(name: string): string {
	return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
