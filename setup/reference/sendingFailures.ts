import type { BackingTest } from './backingTest';
import { testLink } from './backingTest';
import { code, table } from './markdown';

/** A failure when sending an order. */
export interface SendingFailure {
	readonly when: string;
	/** The message shown to the user; `…` is a variable part. */
	readonly message: string;
	/** The message's parts in the source, if it is assembled. Default: the parts between `…`. */
	readonly parts?: readonly string[];
	readonly code: string;
	readonly orderExists: 'no' | 'perhaps' | 'most likely not';
	readonly remedy: string;
	readonly test: BackingTest;
}

const CONNECTION = 'node/order/connection.test.ts';
const SERVERS = 'node/order/misbehavingServers.test.ts';
const ALERTS = 'node/order/tlsAlerts.test.ts';
const HANDSHAKES = 'node/order/handshakes.test.ts';
const PROXIES = 'node/order/proxies.cases.ts';
const UNIT = 'unit/shared/connectionError.test.ts';
const PASTED = 'unit/protocol/pastedPem.test.ts';
const PFX = 'unit/protocol/pfx.test.ts';
const CHECKED = 'is checked before anything is sent: %s';
const NO_CONNECTION = 'is reported with its cause, and that nothing was sent: %s';
const HANDSHAKE = 'has sent nothing when it %s, and says why';
const NGINX = 'that %s says so with a page, and no order exists';
const PROXY = 'has sent nothing when the proxy %s';
const EXEMPT = 'exempt WoSignDoc’s host with NO_PROXY.';
const WAITING = 'and %s times out, with an unknown outcome';
const FOREIGN = 'gets its own message: %s';
const SAME_NUMBER = 'Send the order again with the same order number.';

const CREDENTIAL_FAILURES: readonly SendingFailure[] = [
	{
		when: 'The credential has no certificate or no key',
		message:
			"The WoSignDoc credential is incomplete: 'Certificate' is empty; 'Private Key' is empty",
		parts: [
			'The WoSignDoc credential is incomplete: ',
			"'Certificate' is empty",
			"'Private Key' is empty",
		],
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Fill in the named fields.',
		test: [CONNECTION, 'is not sent without a certificate'],
	},
	{
		when: 'The client certificate has expired',
		message: 'The certificate expired on …',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Get a new certificate, send WoSign its public part, and put it into the credential.',
		test: [CONNECTION, CHECKED, 'has expired'],
	},
	{
		when: 'Certificate and key don’t match',
		message: 'The private key does not belong to the certificate',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Put your own certificate first, followed by its intermediate certificates.',
		test: [CONNECTION, CHECKED, 'is another pair’s'],
	},
	{
		when: 'The pasted text is not a certificate',
		message: 'The certificate cannot be read',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Paste the PEM text with its BEGIN and END lines.',
		test: [CONNECTION, CHECKED, 'is not PEM'],
	},
	{
		when: 'The key’s passphrase is missing or wrong',
		message: 'The private key’s passphrase is missing',
		parts: ['The private key’s passphrase ', 'is missing', 'is wrong'],
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Fill in the key’s passphrase.',
		test: [CONNECTION, CHECKED, 'has a key without its passphrase'],
	},
	{
		when: 'The PFX uses an old format, such as PBE-SHA1-RC2-40',
		message: 'The PFX file is in an old form (…) that OpenSSL 3 refuses',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export it again with the command in the message.',
		test: [CONNECTION, CHECKED, 'is a PFX that OpenSSL 3 refuses'],
	},
	{
		when: 'Something else was pasted: a public key, a CSR, PKCS#7, a PFX, DER, a path, only part of it',
		message: 'The certificate cannot be read: this is …',
		parts: ['The certificate cannot be read', 'The private key cannot be read', 'this is '],
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'The message says what it is, and what to paste or which command converts it.',
		test: [PASTED, 'in Certificate is named: %s', 'a CSR'],
	},
	{
		when: 'Certificate and key are in each other’s field',
		message: "'Certificate' and 'Private Key' are swapped",
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Swap them.',
		test: [PASTED, 'is named when the two fields are swapped'],
	},
	{
		when: 'The key is encrypted in an old format, such as PBE-MD5-DES',
		message: 'The private key is encrypted in an old form (…) that OpenSSL 3 refuses',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Convert it with the command in the message.',
		test: [
			PASTED,
			'in a format that OpenSSL 3 rejects is distinguished from a wrong passphrase: %s',
			'md5des.pem',
		],
	},
	{
		when: 'The PFX has no private key',
		message: 'The PFX file has certificates, but no private key',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export the certificate with its key.',
		test: [
			PFX,
			'that lacks its key or certificate, or is something else, is reported: %s',
			'certificates.pfx',
		],
	},
	{
		when: 'The PFX has no certificate',
		message: 'The PFX file has a private key, but no certificate',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export the key with its certificate.',
		test: [
			PFX,
			'that lacks its key or certificate, or is something else, is reported: %s',
			'key.pfx',
		],
	},
	{
		when: 'CA Certificate contains something else, or a damaged certificate',
		message: "'CA Certificate' cannot be read: …",
		parts: ["' cannot be read"],
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Paste certificates in PEM form.',
		test: [PASTED, 'in CA Certificate is named: %s', 'a private key'],
	},
	{
		when: 'The client certificate’s key is too short for OpenSSL 3',
		message: 'The client certificate’s key is too weak for OpenSSL 3: …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Ask WoSign for a new certificate with an RSA key of at least 2048 bits.',
		test: [HANDSHAKES, 'is not started with a client certificate that is too weak'],
	},
	{
		when: 'n8n older than 2.36 drops the client certificate behind an outgoing proxy',
		message:
			'This n8n did not put the client certificate on the connection, which WoSignDoc requires',
		code: 'clientCertificateUnsupported',
		orderExists: 'no',
		remedy: `Update n8n to 2.36 or newer, or ${EXEMPT}`,
		test: ['node/order/proxies.test.ts', 'is detected before any of the order is sent'],
	},
	{
		when: 'n8n is too old to send a client certificate',
		message: 'This n8n cannot send a client certificate, which WoSignDoc requires',
		code: 'clientCertificateUnsupported',
		orderExists: 'no',
		remedy: 'Update n8n to 2.20 or newer.',
		test: [
			'node/order/legacyTransport.test.ts',
			'says so when it has no older helper either, and sends nothing',
		],
	},
];

const CONNECTION_FAILURES: readonly SendingFailure[] = [
	{
		when: 'DNS: the host name is not found',
		message: 'The host name was not found (DNS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check Environment and Base URL, and this machine’s name resolution.',
		test: [UNIT, NO_CONNECTION, 'a host name that is not found'],
	},
	{
		when: 'n8n’s SSRF protection doesn’t allow the address',
		message: 'n8n does not allow requests to this address (SSRF protection): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'For a gateway or a sandbox in your own network, add it to `N8N_SSRF_ALLOWED_HOSTNAMES` or `N8N_SSRF_ALLOWED_IP_RANGES`.',
		test: [UNIT, NO_CONNECTION, 'an address that n8n’s SSRF protection does not allow'],
	},
	{
		when: 'TCP: nothing listens, or a firewall rejects the connection',
		message: 'No connection could be made (TCP): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL, and any proxy or firewall between n8n and WoSignDoc.',
		test: [CONNECTION, 'reports that nothing listens'],
	},
	{
		when: 'TLS: the server’s certificate is not trusted',
		message: 'The server’s certificate is not trusted (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'For your own gateway, put its CA into CA Certificate.',
		test: [
			CONNECTION,
			'reports that the server is not trusted if the credential names %s',
			'another authority',
		],
	},
	{
		when: 'TLS: the server’s certificate has expired',
		message: 'The server’s certificate has expired (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Inform the server’s operator; check this machine’s clock.',
		test: [CONNECTION, 'reports that the server’s certificate %s', 'has expired'],
	},
	{
		when: 'TLS: the server’s certificate is for another host',
		message: 'The server’s certificate is for another host name (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL.',
		test: [CONNECTION, 'reports that the server’s certificate %s', 'is for another host name'],
	},
	{
		when: 'TLS: the server’s certificate has a weak key or signature',
		message: 'The server’s certificate is too weak (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'The server’s operator must replace it.',
		test: [HANDSHAKES, HANDSHAKE, 'has a weak key'],
	},
	{
		when: 'TLS: the server only supports TLS 1.1 or older',
		message: 'The server and n8n have no version of TLS in common (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'The server’s operator must allow TLS 1.2 or 1.3.',
		test: [HANDSHAKES, HANDSHAKE, 'only supports TLS 1.1'],
	},
	{
		when: 'TLS: no common cipher suite (alert 40); with TLS 1.2 also if the server didn’t accept the client certificate',
		message: 'The server and n8n could not agree on how to encrypt (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'The server’s operator must allow current ciphers; or ask WoSign whether this certificate is registered.',
		test: [HANDSHAKES, HANDSHAKE, 'has no safe cipher'],
	},
	{
		when: 'TLS 1.2: the server rejects the client certificate in the handshake',
		message: 'The server refused the client certificate (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Ask WoSign whether this certificate is registered.',
		test: [HANDSHAKES, HANDSHAKE, 'refuses the client certificate’s authority, with TLS 1.2'],
	},
	{
		when: 'TLS: the handshake is cut off',
		message: 'The connection ended during the TLS handshake (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL, and whether a firewall or the server allows this address.',
		test: [ALERTS, 'has sent nothing: %s', 'because the connection is reset'],
	},
	{
		when: 'TLS: the server doesn’t support it',
		message: 'The server does not speak TLS (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the port: it must be an HTTPS port.',
		test: [ALERTS, 'has sent nothing: %s', 'because the server does not speak TLS'],
	},
	{
		when: 'No connection is established in time',
		message: 'No connection to … was established within … seconds',
		parts: ['No connection to ', ' was established within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'Check the Base URL, and any proxy or firewall between n8n and WoSignDoc, or increase Timeout.',
		test: [UNIT, 'has sent nothing if no connection was established in time: %s', 'connecting'],
	},
	{
		when: 'TLS: the server doesn’t respond to the handshake',
		message: '… did not complete the TLS handshake within … seconds',
		parts: [' did not complete the TLS handshake within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'Check the Base URL, and any proxy or firewall between n8n and WoSignDoc, or increase Timeout.',
		test: [ALERTS, 'times out, and has sent nothing'],
	},
	{
		when: 'The outgoing proxy (HTTPS_PROXY) is unreachable, or its name is not found',
		message: 'No connection could be made (TCP): the outgoing proxy …',
		parts: ['No connection could be made (TCP)', 'the outgoing proxy '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, correct its address, or ${EXEMPT}`,
		test: [PROXIES, 'has sent nothing if the proxy is unreachable, and names the proxy'],
	},
	{
		when: 'The outgoing proxy requires a password',
		message: 'The outgoing proxy … asks for a user and password (HTTP 407)',
		parts: ['The outgoing proxy', 'asks for a user and password (HTTP 407)'],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Add them to n8n’s HTTPS_PROXY, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'wants a user and password'],
	},
	{
		when: 'The outgoing proxy doesn’t allow the connection',
		message: 'The outgoing proxy … does not allow connections to … (HTTP 403)',
		parts: ['The outgoing proxy', 'does not allow connections to '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator to allow it, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'forbids it'],
	},
	{
		when: 'The outgoing proxy can’t reach WoSignDoc',
		message: 'The outgoing proxy … could not reach … (HTTP 502)',
		parts: ['The outgoing proxy', 'could not reach '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'cannot reach the server'],
	},
	{
		when: 'The outgoing proxy doesn’t respond',
		message: 'The outgoing proxy … opened no connection within … seconds',
		parts: ['The outgoing proxy ', ' opened no connection within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'hangs'],
	},
	{
		when: 'The platform rejects the client certificate',
		message: '[-80] Wrong client certificate',
		parts: ['Wrong client certificate', '请求证书不正确'],
		code: '-80',
		orderExists: 'no',
		remedy: 'Send WoSign the public part of this certificate.',
		test: [CONNECTION, '%s is refused by the platform with -80', 'from another authority'],
	},
];

const SENDING_FAILURES: readonly SendingFailure[] = [
	{
		when: 'The server stops reading the order',
		message: '… stopped accepting the order’s data for … seconds',
		parts: [' stopped accepting the order’s data for ', ' seconds'],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Check the connection, or increase Timeout. ${SAME_NUMBER}`,
		test: [SERVERS, 'and stops reading it times out, and the order can’t have been accepted'],
	},
	{
		when: 'The connection is reset in the middle of the order',
		message: 'The connection to … broke while the order was being sent',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `${SAME_NUMBER} If it happens again, ask whether a proxy limits the size of requests.`,
		test: [SERVERS, 'while the order is being sent leaves no order'],
	},
	{
		when: 'A stored file changes while it is sent',
		message: 'A stored file changed while it was read',
		code: 'fileChanged',
		orderExists: 'no',
		remedy: 'Run the workflow again.',
		test: [SERVERS, 'aborts the order before it is complete'],
	},
	{
		when: 'The server rejects the order while it is still being sent',
		message: '[-65] No such TokenID',
		parts: ['No such TokenID', '系统不存在此 TokenID'],
		code: 'the platform’s',
		orderExists: 'no',
		remedy: 'See the platform’s codes.',
		test: [SERVERS, 'is read, and sending stops: %s', 'a refusal'],
	},
	{
		when: 'HTTP 413, often early',
		message: 'The server does not take a request of this size (HTTP 413)',
		code: 'unreadableResponse',
		orderExists: 'no',
		remedy: 'Increase the limit of the proxy in between, or make the document and images smaller.',
		test: [SERVERS, 'is read, and sending stops: %s', 'a page'],
	},
];

const ANSWER_FAILURES: readonly SendingFailure[] = [
	...['never responds', 'stops in the middle of its response', 'never ends its response'].map(
		(row): SendingFailure => ({
			when: `The server ${row}`,
			message: '… gave no answer within … seconds',
			parts: [' gave no answer within ', ' seconds'],
			code: 'outcomeUnknown',
			orderExists: 'perhaps',
			remedy: `${SAME_NUMBER} Timeout sets how long the node waits.`,
			test: [SERVERS, WAITING, row],
		}),
	),
	{
		when: 'The connection is reset after the order',
		message: 'The connection to … ended before an answer came',
		code: 'outcomeUnknown',
		orderExists: 'perhaps',
		remedy: SAME_NUMBER,
		test: [SERVERS, 'after the order was sent leaves the outcome unknown'],
	},
	{
		when: 'TLS 1.3: the server rejects the client certificate, which it gets together with the order',
		message: 'The connection to … ended before an answer came',
		code: 'outcomeUnknown',
		orderExists: 'perhaps',
		remedy: `Ask WoSign whether this certificate is registered. ${SAME_NUMBER}`,
		test: [ALERTS, 'with TLS 1.3 may have the order by then: %s files', 'inline'],
	},
	{
		when: 'TLS: the server aborts with another alert after the order',
		message: 'The connection to … ended before an answer came',
		code: 'outcomeUnknown',
		orderExists: 'perhaps',
		remedy: SAME_NUMBER,
		test: [ALERTS, 'after it has read the order leaves the outcome unknown: %s files', 'inline'],
	},
	{
		when: 'A redirect',
		message: 'The address answered with a redirect (HTTP …) to …, which is not followed',
		code: 'redirected',
		orderExists: 'no',
		remedy: 'Correct the Base URL.',
		test: [SERVERS, FOREIGN, 'a redirect'],
	},
	{
		when: 'nginx: the server got no client certificate',
		message: 'The server got no client certificate (HTTP 400)',
		parts: ['The server got no client certificate (HTTP '],
		code: 'unreadableResponse',
		orderExists: 'no',
		remedy:
			'Ask which kind of certificate the server accepts, and whether a proxy in between decrypts TLS.',
		test: [HANDSHAKES, NGINX, 'got no certificate, because it asks for one of another kind'],
	},
	{
		when: 'nginx: the server doesn’t accept the client certificate',
		message: 'The server refused the client certificate (HTTP 400)',
		parts: ['The server refused the client certificate (HTTP '],
		code: 'unreadableResponse',
		orderExists: 'no',
		remedy: 'Ask WoSign whether this certificate is registered.',
		test: [HANDSHAKES, NGINX, 'does not know the certificate’s authority'],
	},
	{
		when: 'A web page',
		message: 'A web page came instead of WoSignDoc’s answer (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `A proxy or a login page responded: check the network in between. ${SAME_NUMBER}`,
		test: [SERVERS, FOREIGN, 'a page'],
	},
	{
		when: 'An empty response',
		message: 'The server answered with nothing (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: SAME_NUMBER,
		test: [SERVERS, FOREIGN, 'nothing'],
	},
	{
		when: 'HTTP 500 and above',
		message: 'The server failed (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `Later: ${SAME_NUMBER.toLowerCase()}`,
		test: [SERVERS, FOREIGN, 'HTTP 500'],
	},
	{
		when: 'HTTP 401 or 403, but not from the platform’s API',
		message: 'The server refused access (HTTP …), not the WoSignDoc API',
		code: 'unreadableResponse',
		orderExists: 'most likely not',
		remedy: 'Ask whether this client certificate and address are allowed.',
		test: [SERVERS, FOREIGN, 'HTTP 403 without JSON'],
	},
	{
		when: 'A JSON string in a JSON string, or any other response',
		message: 'The answer is not WoSignDoc’s (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `Check the Base URL. ${SAME_NUMBER}`,
		test: [SERVERS, FOREIGN, 'a JSON string in a JSON string'],
	},
	{
		when: 'A response that never ends; only its first megabyte is read',
		message: 'The answer is not WoSignDoc’s (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `Check the Base URL. ${SAME_NUMBER}`,
		test: [SERVERS, 'is read no further than its first megabyte'],
	},
];

/** All failures, in the order in which they can occur. */
export const FAILURES: readonly SendingFailure[] = [
	...CREDENTIAL_FAILURES,
	...CONNECTION_FAILURES,
	...SENDING_FAILURES,
	...ANSWER_FAILURES,
];

/** The failures before connecting, while connecting, while sending, and afterward. */
export function failureTables(): Record<
	'credential' | 'connection' | 'sending' | 'answer',
	string
> {
	return {
		credential: failureTable(CREDENTIAL_FAILURES),
		connection: failureTable(CONNECTION_FAILURES),
		sending: failureTable(SENDING_FAILURES),
		answer: failureTable(ANSWER_FAILURES),
	};
}

function failureTable(failures: readonly SendingFailure[]): string {
	return table(
		['What happens', 'Message', 'Code', 'May the order exist?', 'What to do', 'Test'],
		failures.map(({ when, message, code: name, orderExists, remedy, test }) => [
			when,
			message,
			/^[\w-]+$/.test(name) ? code(name) : name,
			orderExists,
			remedy,
			testLink(test),
		]),
	);
}
