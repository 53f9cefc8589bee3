/** What of an error tells what failed. */
interface Failure {
	readonly code: string;
	readonly message: string;
	readonly syscall: string;
}

/** A way in which a connection cannot be made, for a person. */
export interface Explanation {
	readonly happened: string;
	readonly remedy: string;
}

interface KnownFailure extends Explanation {
	/** Matches the error's code or its message. */
	readonly signs: RegExp;
}

/** Failures before a connection stood: nothing of the order left the machine. */
const BEFORE_SENDING: readonly KnownFailure[] = [
	{
		signs: /ENOTFOUND|EAI_AGAIN/,
		happened: 'The host name was not found (DNS)',
		remedy: 'Check the credential’s environment or base URL, and that this machine resolves names.',
	},
	{
		signs: /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/,
		happened: 'No connection could be made (TCP)',
		remedy: 'Check the base URL and that no firewall stands between n8n and WoSignDoc.',
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
		// In the handshake an alert comes as text alone; the certificate's are 40 to 49 and 116 (RFC 8446, section 6).
		signs: /_ALERT_|SSL alert number (?:4\d|116)\b/,
		happened: 'The server refused the client certificate (TLS)',
		remedy: 'Check that WoSign knows the credential’s certificate and that it has not expired.',
	},
	{
		signs: /WRONG_VERSION_NUMBER|wrong version number|UNSUPPORTED_PROTOCOL|before secure TLS/i,
		happened: 'The server does not speak TLS (TLS)',
		remedy: 'Check the base URL and its port: it must be an https:// address.',
	},
];

const NO_CONNECTION: Explanation = {
	happened: 'No connection could be made (TCP)',
	remedy: 'Check the base URL and that no firewall stands between n8n and WoSignDoc.',
};

/** Why nothing can have been sent; undefined when something may have been. */
export function explanationOf(failures: readonly Failure[]): Explanation | undefined {
	const known = BEFORE_SENDING.find(({ signs }) =>
		failures.some(({ code, message }) => signs.test(code) || signs.test(message)),
	);
	if (known) return known;
	return failures.some(({ syscall }) => syscall === 'connect') ? NO_CONNECTION : undefined;
}
