import { ProtocolError } from '../errors';

/** The error for a certificate or key of the credential that can't be used: what is wrong, and what to do. */
export function invalidCredential(
	message: string,
	description: string,
	cause?: unknown,
): ProtocolError {
	return new ProtocolError('invalidCredential', message, { description, cause });
}
