import type { Failure } from './failureReason';

/** Why a connection failed, and what the user can do. */
export interface Explanation {
	readonly happened: string;
	/** Who must do what. */
	readonly remedy: string;
	/** Whether it can only happen before the first byte of a request is written. */
	readonly isBeforeSending: boolean;
}

interface KnownFailure {
	/** Matches the error's code or its message. */
	readonly signs: RegExp;
	readonly happened: string;
	readonly remedy: string;
}

const NO_CONNECTION = {
	happened: 'No connection could be made (TCP)',
	remedy:
		"Check the credential’s 'Base URL', and that no firewall blocks the connection to WoSignDoc.",
};
const NO_TLS = {
	happened: 'The server does not speak TLS (TLS)',
	remedy: "Check the credential’s 'Base URL', and its port: it must be an https:// address.",
};
/** For a connection that the server closed during the handshake without an alert. */
export const HANDSHAKE_ENDED = {
	happened: 'The connection ended during the TLS handshake (TLS)',
	remedy:
		"Check the credential’s 'Base URL', and its port, and ask WoSign, or the operator of the gateway or firewall in between, whether this address is allowed.",
};
const NEW_CERTIFICATE = 'Ask WoSign for a new one with an RSA key of at least 2048 bits.';
const OPERATOR = 'The operator of the server, or of the gateway in front of it, must';

/** Failures of the credential's own certificate and key, before a connection is attempted. */
const OF_CREDENTIAL: readonly KnownFailure[] = [
	{
		signs: /MAC_VERIFY_FAILURE|mac verify failure/i,
		happened: 'The PFX file’s passphrase is wrong',
		remedy: "Correct the credential’s 'Passphrase'.",
	},
	{
		signs: /Unsupported PKCS12|ERR_CRYPTO_UNSUPPORTED_OPERATION/i,
		happened: 'The PFX file is in an old form that OpenSSL 3 refuses',
		remedy: 'Test the credential; the test prints the command that exports the file again.',
	},
	{
		signs: /BAD_DECRYPT|bad decrypt|INTERRUPTED_OR_CANCELLED|MISSING_PASSPHRASE/i,
		happened: 'The private key’s passphrase is wrong or missing',
		remedy: "Correct the credential’s 'Passphrase'.",
	},
	{
		signs: /KEY_VALUES_MISMATCH/i,
		happened: 'The private key does not belong to the certificate',
		remedy: 'Put the key and the certificate of one pair into the credential.',
	},
	{
		signs: /(?:EE|CA)_KEY_TOO_SMALL/,
		happened: 'The client certificate’s key is too weak for OpenSSL 3',
		remedy: NEW_CERTIFICATE,
	},
	{
		signs: /(?:EE|CA)_MD_TOO_WEAK/,
		happened: 'The client certificate’s signature is too weak for OpenSSL 3',
		remedy: NEW_CERTIFICATE,
	},
	{
		signs: /^ERR_OSSL_|^ERR_CRYPTO_/,
		happened: 'The credential’s certificate or key cannot be used',
		remedy: 'Test the credential, and paste the certificate and its key again.',
	},
];

/** Failures to find the server or to verify its certificate. */
const BEFORE_SENDING: readonly KnownFailure[] = [
	{
		signs: /^The request was blocked because .* restricted/,
		happened: 'n8n does not allow requests to this address (SSRF protection)',
		remedy:
			'For a gateway or a sandbox in your own network, the administrator of n8n must add its host to N8N_SSRF_ALLOWED_HOSTNAMES, or its address to N8N_SSRF_ALLOWED_IP_RANGES.',
	},
	{
		signs: /ENOTFOUND|EAI_AGAIN/,
		happened: 'The host name was not found (DNS)',
		remedy:
			"Check the credential’s 'Environment' or 'Base URL', and that this machine resolves names.",
	},
	...OF_CREDENTIAL,
	{
		signs: /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|DEPTH_ZERO/,
		happened: 'The server’s certificate is not trusted (TLS)',
		remedy:
			"For a private gateway, put its certificate authority into the credential’s 'CA Certificate'.",
	},
	{
		signs: /CERT_HAS_EXPIRED/,
		happened: 'The server’s certificate has expired (TLS)',
		remedy: 'Tell the operator of the server; check this machine’s clock.',
	},
	{
		signs: /CERT_NOT_YET_VALID/,
		happened: 'The server’s certificate is not valid yet (TLS)',
		remedy: 'Check this machine’s clock, or tell the operator of the server.',
	},
	{
		signs: /ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/,
		happened: 'The server’s certificate is for another host name (TLS)',
		remedy: "Check the credential’s 'Base URL'.",
	},
	{
		signs: /^UNSPECIFIED$|(?:key|md) too weak/,
		happened: 'The server’s certificate is too weak (TLS)',
		remedy: `${OPERATOR} replace it: RSA keys need at least 2048 bits, signatures SHA-256.`,
	},
	{
		signs: /^CERT_|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/,
		happened: 'The server’s certificate is not acceptable (TLS)',
		remedy: `${OPERATOR} replace it.`,
	},
	{ signs: /before secure TLS/, ...HANDSHAKE_ENDED },
	{ signs: /ECONNREFUSED/, ...NO_CONNECTION },
];

/**
 * Failures that can occur at any time. With TLS 1.3 the client has finished its handshake and sent its request before
 * the server has checked the client's certificate; and any alert may follow a request that was read (alert numbers: RFC
 * 8446, section 6).
 */
const AT_ANY_TIME: readonly KnownFailure[] = [
	{
		signs: /_ALERT_(?:\w*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)|alert number (?:4[1-689]|116)\b/,
		happened: 'The server refused the client certificate (TLS)',
		remedy: 'Check that WoSign knows the credential’s certificate and that it has not expired.',
	},
	{
		signs: /ALERT_PROTOCOL_VERSION|alert number 70\b|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/,
		happened: 'The server and n8n have no version of TLS in common (TLS)',
		remedy: `${OPERATOR} allow TLS 1.2 or 1.3; older versions are refused.`,
	},
	{
		signs: /ALERT_HANDSHAKE_FAILURE|alert number (?:40|71)\b|NO_SHARED_|NO_SUITABLE_|NO_PROTOCOLS_/,
		happened: 'The server and n8n could not agree on how to encrypt (TLS)',
		remedy: `${OPERATOR} allow a current cipher suite and curve. A server of TLS 1.2 also says so when it gets no client certificate that it accepts: then ask WoSign whether they know the credential’s.`,
	},
	{
		signs:
			/_TOO_SMALL|UNSAFE_LEGACY_RENEGOTIATION|WRONG_SIGNATURE_TYPE|LEGACY_SIGALG|BAD_DH_VALUE/i,
		happened: 'The server’s TLS settings are too weak (TLS)',
		remedy: `${OPERATOR} update them; OpenSSL 3 refuses them.`,
	},
	{
		signs: /ALERT_UNRECOGNIZED_NAME|_UNRECOGNIZED_NAME|alert number 112\b/,
		happened: 'The server does not know this host name (TLS)',
		remedy: "Check the credential’s 'Base URL'.",
	},
	{
		signs: /_ALERT_|alert number/,
		happened: 'The server broke off the connection with an alert (TLS)',
		remedy: 'Ask the operator of the server, or of the proxy in between, why.',
	},
	{
		signs:
			/WRONG_VERSION_NUMBER|wrong version number|PACKET_LENGTH_TOO_LONG|packet length too long|HTTP_REQUEST/i,
		...NO_TLS,
	},
];

/** The explanation of a failure by its errors; undefined if unknown. */
export function explanationOf(failures: readonly Failure[]): Explanation | undefined {
	const known = (list: readonly KnownFailure[], isBeforeSending: boolean) => {
		const found = list.find(({ signs }) =>
			failures.some((failure) => textsOf(failure).some((text) => signs.test(text))),
		);
		return found && { ...found, isBeforeSending };
	};
	// Only a new connection fails in `connect`; an established one can also break because the host became unreachable.
	const isConnecting = failures.some(({ syscall }) => syscall === 'connect');
	return (
		known(BEFORE_SENDING, true) ??
		(isConnecting ? { ...NO_CONNECTION, isBeforeSending: true } : known(AT_ANY_TIME, false))
	);
}

/** n8n's wrapper may drop the code; OpenSSL's reasons are the same words in lower case. */
function textsOf({ code, message }: Failure): string[] {
	return [code, message, message.toUpperCase().replaceAll(' ', '_')];
}
