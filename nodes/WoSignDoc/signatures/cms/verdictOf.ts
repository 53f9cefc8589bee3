import { Asn1Error } from '../../protocol/certificate/asn1';
import { MalformedSignature, UnsupportedSignature } from './signatureErrors';
import type { IntegrityVerdict } from './verifySignedData';

/** The verdict of a verification. Any error that it throws becomes a verdict, too, and never `ok`. */
export function verdictOf(verify: () => IntegrityVerdict): IntegrityVerdict {
	try {
		return verify();
	} catch (error) {
		return {
			integrity: error instanceof UnsupportedSignature ? 'unsupported' : 'malformed',
			reason: reasonOf(error),
		};
	}
}

/** Only our own messages are shown; those of asn1js and OpenSSL would mean nothing to a user. */
function reasonOf(error: unknown): string {
	const isOurs = [MalformedSignature, UnsupportedSignature, Asn1Error].some(
		(one) => error instanceof one,
	);
	return isOurs && error instanceof Error ? error.message : 'it cannot be read';
}
