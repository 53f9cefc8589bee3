import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';

/** The parts of an HTTP client's error, and of n8n's wrapping of it, that tell what failed. */
interface Failure {
	readonly code: string;
	readonly message: string;
}

const errorSchema = z.object({
	code: z.string().optional().catch(undefined),
	message: z.string().default('').catch(''),
	cause: z.unknown(),
});

interface Explanation {
	readonly codes: RegExp;
	readonly happened: string;
	readonly remedy: string;
}

/** Failures before a connection stood: nothing of the order left the machine. */
const NOT_SENT: readonly Explanation[] = [
	{
		codes: /ENOTFOUND|EAI_AGAIN/,
		happened: 'The host name was not found (DNS)',
		remedy: 'Check the credential’s environment or base URL, and that this machine resolves names.',
	},
	{
		codes: /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/,
		happened: 'No connection could be made (TCP)',
		remedy: 'Check the base URL and that no firewall stands between n8n and WoSignDoc.',
	},
	{
		codes: /MAC_VERIFY_FAILURE|mac verify failure/i,
		happened: 'The PFX file’s passphrase is wrong',
		remedy: 'Correct the passphrase in the credential.',
	},
	{
		codes: /Unsupported PKCS12|ERR_CRYPTO_UNSUPPORTED_OPERATION/i,
		happened: 'The PFX file is in an old form that OpenSSL 3 refuses',
		remedy: 'Test the credential; the test prints the command that exports the file anew.',
	},
	{
		codes: /BAD_DECRYPT|bad decrypt|INTERRUPTED_OR_CANCELLED|MISSING_PASSPHRASE/i,
		happened: 'The private key’s passphrase is wrong or missing',
		remedy: 'Correct the passphrase in the credential.',
	},
	{
		codes: /KEY_VALUES_MISMATCH/i,
		happened: 'The private key does not belong to the certificate',
		remedy: 'Put the key and the certificate of one pair into the credential.',
	},
	{
		codes: /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|DEPTH_ZERO/,
		happened: 'The server’s certificate is not trusted (TLS)',
		remedy:
			'For a private gateway, put its certificate authority into the credential’s CA Certificate.',
	},
	{
		codes: /CERT_HAS_EXPIRED/,
		happened: 'The server’s certificate has expired (TLS)',
		remedy: 'Tell whoever runs the server; check this machine’s clock.',
	},
	{
		codes: /ERR_TLS_CERT_ALTNAME_INVALID/,
		happened: 'The server’s certificate is for another host name (TLS)',
		remedy: 'Check the credential’s base URL.',
	},
	{
		// In the handshake an alert comes as text alone; the certificate's are 40 to 49 and 116 (RFC 8446, section 6).
		codes: /_ALERT_|SSL alert number (?:4\d|116)\b/,
		happened: 'The server refused the client certificate (TLS)',
		remedy: 'Check that WoSign knows the credential’s certificate and that it has not expired.',
	},
];

const ORDER_MAY_EXIST =
	'The order may exist; sending it again with the same order number is safe: the platform answers -46 or -47 if it does.';

/**
 * The error for an exchange that ended without an answer; tells "not sent" from "outcome unknown", the latter
 * with what it means for the caller.
 */
export function connectionError(
	error: unknown,
	url: string,
	unknownOutcome = ORDER_MAY_EXIST,
): ProtocolError {
	if (error instanceof ProtocolError) return error;
	const failures = [...chain(error)];
	const explanation = NOT_SENT.find(({ codes }) =>
		failures.some(({ code, message }) => codes.test(code) || codes.test(message)),
	);
	const host = new URL(url).host;
	if (explanation) {
		return new ProtocolError('requestNotSent', `${explanation.happened}: ${host}`, {
			description: `${explanation.remedy} Nothing was sent.`,
			cause: error,
		});
	}
	const reason = failures.find(({ code }) => code)?.code ?? failures.at(-1)?.message ?? 'unknown';
	return new ProtocolError(
		'outcomeUnknown',
		`The connection to ${host} ended before an answer came`,
		{
			// Not in the message: n8n replaces a message that has an error code in it with its own.
			description: `${reason}. ${unknownOutcome}`,
			cause: error,
		},
	);
}

/** n8n wraps an error in its own; the causes inside say more. Bounded, should one be its own cause. */
function* chain(error: unknown): Generator<Failure> {
	let current = error;
	for (let depth = 0; depth < 5; depth++) {
		const parsed = errorSchema.safeParse(current);
		if (!parsed.success) return;
		yield { code: parsed.data.code ?? '', message: parsed.data.message };
		current = parsed.data.cause;
	}
}
