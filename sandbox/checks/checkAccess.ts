import type { TLSSocket } from 'node:tls';
import { accounts } from '../accounts';
import { Refusal } from '../refusal';

/**
 * Checks that the client certificate was issued by the sandbox's CA, is valid now, and has the registered public key.
 * The TLS handshake accepts every caller; this check throws -80.
 */
export function checkCertificate(socket: TLSSocket, registeredKey: Buffer): void {
	const certificate = socket.getPeerX509Certificate();
	if (!certificate) throw new Refusal('wrongCertificate', 'no client certificate');
	if (!socket.authorized) {
		throw new Refusal(
			'wrongCertificate',
			`client certificate: ${String(socket.authorizationError)}`,
		);
	}
	const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
	if (!key.equals(registeredKey)) {
		throw new Refusal('wrongCertificate', 'the certificate’s public key is not registered');
	}
}

/** Checks the token (-100, -79, -65, -67), function (-100, -79, -64), and balance (-68), in this order. */
export function checkAccount(request: Record<string, unknown>): void {
	const tokenId = requiredString(request, 'tokenid');
	if (tokenId === accounts.forbidden) throw new Refusal('forbiddenToken', 'a banned token');
	if (tokenId !== accounts.tokenId && tokenId !== accounts.poor) {
		throw new Refusal('unknownToken', 'an unknown token');
	}
	const action = requiredString(request, 'actiontype');
	if (action !== 'CreateSignOrder') throw new Refusal('unsupportedAction', `actiontype ${action}`);
	if (tokenId === accounts.poor) throw new Refusal('balanceTooLow', 'the account is empty');
}

function requiredString(request: Record<string, unknown>, key: string): string {
	const value = request[key];
	if (value === undefined || value === null || value === '') {
		throw new Refusal('incompleteRequest', `${key} is missing`);
	}
	if (typeof value !== 'string') throw new Refusal('wrongParameter', `${key} is not a string`);
	return value;
}
