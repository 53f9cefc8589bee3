import type { CertificateNames } from '../../signatures/signatureReport';
import type { List } from './listOption';
import { entriesOf } from './listOption';

/**
 * Parses the names of allowed signers or issuers: an array, one per line, or on a single line separated by commas. So a
 * name with a comma needs an array or several lines.
 */
export function signerNames(allowed: List): string[] {
	const separator = typeof allowed === 'string' && allowed.includes('\n') ? '\n' : ',';
	// Commas or invisible characters alone are not a name.
	const names = entriesOf(allowed, separator).filter((name) => /[\p{L}\p{N}]/u.test(name));
	return names.map(comparable);
}

/** Whether the signer, its organization, or the issuer of its certificate is among the names. */
export function isAllowedSigner(
	{ commonName, organization, issuer }: CertificateNames,
	names: readonly string[],
): boolean {
	return [commonName, organization, issuer].map(comparable).some((name) => names.includes(name));
}

/** Ignores case, white space, and full-width forms. */
function comparable(name: string): string {
	return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
