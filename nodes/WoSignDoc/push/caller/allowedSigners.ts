import type { CertificateNames } from '../../signatures/signatureReport';
import type { List } from './listOption';
import { entriesOf } from './listOption';

/**
 * Reads the names of signers or issuers that are allowed: an array, one a line, or on a single line between commas.
 * A name that has a comma must therefore stand among several lines.
 */
export function signerNames(allowed: List): string[] {
	const separator = typeof allowed === 'string' && allowed.includes('\n') ? '\n' : ',';
	// A line of commas or of characters that do not show is nobody's name.
	const names = entriesOf(allowed, separator).filter((name) => /[\p{L}\p{N}]/u.test(name));
	return names.map(comparable);
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
