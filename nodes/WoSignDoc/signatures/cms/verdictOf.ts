import { Unsupported } from './scheme';
import type { IntegrityVerdict } from './verifySignedData';

/** The verdict of a verification; what it throws is one, too. */
export function verdictOf(verify: () => IntegrityVerdict): IntegrityVerdict {
	try {
		return verify();
	} catch (error) {
		return {
			integrity: error instanceof Unsupported ? 'unsupported' : 'malformed',
			reason: reasonOf(error),
		};
	}
}

/** Words of our own as they are; those of a library tell nobody anything. */
function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : '';
	return /^(?:its?|something|not ASN\.1|not an ASN\.1|an ASN\.1) /.test(`${message} `)
		? message
		: 'it cannot be read';
}
