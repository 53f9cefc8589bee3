/** The parts of an error that show what failed. */
interface Failure {
	readonly code: string;
	readonly message: string;
	readonly syscall: string;
}

/** Why a connection failed and what to do, for a person. */
export interface Explanation {
	readonly happened: string;
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
	remedy: 'Check the base URL and that no firewall stands between n8n and WoSignDoc.',
};

/** Failures in finding the server, in preparing the connection, and in verifying the server's certificate. */
const BEFORE_SENDING: readonly KnownFailure[] = [
	{
		signs: /ENOTFOUND|EAI_AGAIN/,
		happened: 'The host name was not found (DNS)',
		remedy: 'Check the credential’s environment or base URL, and that this machine resolves names.',
	},
	{
		signs: /MAC_VERIFY_FAILURE|mac verify failure/i,
		happened: 'The PFX file’s passphrase is wrong',
		remedy: 'Correct the passphrase in the credential.',
	},
	{
		signs: /Unsupported PKCS12|ERR_CRYPTO_UNSUPPORTED_OPERATION/i,
		happened: 'The PFX file is in an old form that OpenSSL 3 refuses',
		remedy: 'Test the credential; the test prints the command that exports the file anew.',
	},
	{
		signs: /BAD_DECRYPT|bad decrypt|INTERRUPTED_OR_CANCELLED|MISSING_PASSPHRASE/i,
		happened: 'The private key’s passphrase is wrong or missing',
		remedy: 'Correct the passphrase in the credential.',
	},
	{
		signs: /KEY_VALUES_MISMATCH/i,
		happened: 'The private key does not belong to the certificate',
		remedy: 'Put the key and the certificate of one pair into the credential.',
	},
	{
		signs: /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|DEPTH_ZERO/,
		happened: 'The server’s certificate is not trusted (TLS)',
		remedy:
			'For a private gateway, put its certificate authority into the credential’s CA Certificate.',
	},
	{
		signs: /CERT_HAS_EXPIRED/,
		happened: 'The server’s certificate has expired (TLS)',
		remedy: 'Tell whoever runs the server; check this machine’s clock.',
	},
	{
		signs: /ERR_TLS_CERT_ALTNAME_INVALID/,
		happened: 'The server’s certificate is for another host name (TLS)',
		remedy: 'Check the credential’s base URL.',
	},
	{
		signs: /before secure TLS/,
		happened: 'The server does not speak TLS (TLS)',
		remedy: 'Check the base URL and its port: it must be an https:// address.',
	},
	{ signs: /ECONNREFUSED/, ...NO_CONNECTION },
];

/**
 * Failures that can occur at any time. With TLS 1.3 the client may have sent its request before the server has checked
 * the client's certificate, and any alert may follow a request that was read.
 */
const AT_ANY_TIME: readonly KnownFailure[] = [
	{
		// Node.js gives an alert's code, or during the handshake only its text; 40 to 49 and 116 may be about the certificate
		// (RFC 8446, section 6).
		signs:
			/_ALERT_(?:\w*CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED)|SSL alert number (?:4\d|116)\b/,
		happened: 'The server refused the client certificate (TLS)',
		remedy: 'Check that WoSign knows the credential’s certificate and that it has not expired.',
	},
	{
		signs: /_ALERT_|SSL alert number/,
		happened: 'The server broke off the connection with an alert (TLS)',
		remedy: 'Ask whoever runs the server, or the proxy in between, why.',
	},
	{
		signs: /WRONG_VERSION_NUMBER|wrong version number|UNSUPPORTED_PROTOCOL/i,
		happened: 'The server does not speak TLS (TLS)',
		remedy: 'Check the base URL and its port: it must be an https:// address.',
	},
];

/** The explanation of a failure by its errors; undefined for unknown ones. */
export function explanationOf(failures: readonly Failure[]): Explanation | undefined {
	const known = (list: readonly KnownFailure[], isBeforeSending: boolean) => {
		const found = list.find(({ signs }) =>
			failures.some(({ code, message }) => signs.test(code) || signs.test(message)),
		);
		return found && { ...found, isBeforeSending };
	};
	// Only a new connection fails in `connect`; an established one can break because the host became unreachable, too.
	const isConnecting = failures.some(({ syscall }) => syscall === 'connect');
	return (
		known(BEFORE_SENDING, true) ??
		(isConnecting ? { ...NO_CONNECTION, isBeforeSending: true } : known(AT_ANY_TIME, false))
	);
}
