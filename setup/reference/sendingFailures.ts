import type { BackingTest } from './backingTest';
import { testLink } from './backingTest';
import { code, table } from './markdown';

/** One way in which sending an order fails. */
export interface SendingFailure {
	readonly when: string;
	/** What the person sees; `…` stands for what differs. */
	readonly message: string;
	/** Texts of the source that make the message, where it is put together; else what stands between `…`. */
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
const NO_CONNECTION = 'is told with its cause, and that nothing was sent: %s';
const HANDSHAKE = 'has sent nothing when it %s, and says why';
const NGINX = 'that %s says so with a page, and no order exists';
const PROXY = 'has sent nothing when the proxy %s';
const EXEMPT = 'exempt WoSignDoc’s host with NO_PROXY.';
const WAITING = 'and %s is given up after the time-out, the outcome unknown';
const FOREIGN = 'is told in words of its own: %s';
const SAME_NUMBER = 'Send it again with the same order number.';

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
		remedy: 'Fill in the fields named.',
		test: [CONNECTION, 'is not sent without a certificate'],
	},
	{
		when: 'The client certificate has expired',
		message: 'The certificate expired on …',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Apply for a new one, send WoSign its public part, and put it into the credential.',
		test: [CONNECTION, CHECKED, 'has expired'],
	},
	{
		when: 'Certificate and key are not a pair',
		message: 'The private key does not belong to the certificate',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Put your own certificate first, its intermediate certificates below it.',
		test: [CONNECTION, CHECKED, 'is another pair’s'],
	},
	{
		when: 'What was pasted is no certificate',
		message: 'The certificate cannot be read',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Paste the PEM text with its BEGIN and END lines.',
		test: [CONNECTION, CHECKED, 'is no PEM'],
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
		when: 'The PFX is of an old form, such as PBE-SHA1-RC2-40',
		message: 'The PFX file is in an old form (…) that OpenSSL 3 refuses',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export it anew with the command that the message prints.',
		test: [CONNECTION, CHECKED, 'is a PFX that OpenSSL 3 refuses'],
	},
	{
		when: 'Something else was pasted: a public key, a CSR, PKCS#7, a PFX, DER, a path, half of it',
		message: 'The certificate cannot be read: this is …',
		parts: ['The certificate cannot be read', 'The private key cannot be read', 'this is '],
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'The message names what it is, and what to paste or which command converts it.',
		test: [PASTED, 'in Certificate is named: %s', 'a CSR'],
	},
	{
		when: 'Certificate and key stand in each other’s field',
		message: "'Certificate' and 'Private Key' are swapped",
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Put each into the other’s field.',
		test: [PASTED, 'is named when the two fields are swapped'],
	},
	{
		when: 'The key is encrypted in an old form, such as PBE-MD5-DES',
		message: 'The private key is encrypted in an old form (…) that OpenSSL 3 refuses',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Convert it with the command in the message.',
		test: [
			PASTED,
			'in a form that OpenSSL 3 refuses is told from a wrong passphrase: %s',
			'md5des.pem',
		],
	},
	{
		when: 'The PFX has no private key',
		message: 'The PFX file has certificates, but no private key',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export the certificate together with its key.',
		test: [PFX, 'that lacks a half, or is something else, says so: %s', 'certificates.pfx'],
	},
	{
		when: 'The PFX has no certificate',
		message: 'The PFX file has a private key, but no certificate',
		code: 'invalidCredential',
		orderExists: 'no',
		remedy: 'Export the key together with its certificate.',
		test: [PFX, 'that lacks a half, or is something else, says so: %s', 'key.pfx'],
	},
	{
		when: 'CA Certificate holds something else, or a damaged certificate',
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
		remedy: 'Ask WoSign for a new one with an RSA key of at least 2048 bits.',
		test: [HANDSHAKES, 'is not even begun with a client certificate that is too weak'],
	},
	{
		when: 'n8n drops the client certificate behind an outgoing proxy, as it does before 2.36',
		message:
			'This n8n did not put the client certificate on the connection, which WoSignDoc requires',
		code: 'clientCertificateUnsupported',
		orderExists: 'no',
		remedy: `Update n8n to 2.36 or newer, or ${EXEMPT}`,
		test: ['node/order/proxies.test.ts', 'is found out before anything of the order is written'],
	},
	{
		when: 'n8n is too old to send a client certificate in any way',
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
		remedy: 'Check Environment and Base URL, and that this machine resolves names.',
		test: [UNIT, NO_CONNECTION, 'a host name that is not found'],
	},
	{
		when: 'n8n’s SSRF protection, which does not allow the address',
		message: 'n8n does not allow requests to this address (SSRF protection): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'For a gateway or a sandbox in your own network, have `N8N_SSRF_ALLOWED_HOSTNAMES` or `N8N_SSRF_ALLOWED_IP_RANGES` name it.',
		test: [UNIT, NO_CONNECTION, 'an address that n8n’s SSRF protection does not allow'],
	},
	{
		when: 'TCP: nothing listens, or a firewall refuses',
		message: 'No connection could be made (TCP): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL and what stands between n8n and WoSignDoc.',
		test: [CONNECTION, 'tells that nothing listens'],
	},
	{
		when: 'TLS: the server’s certificate is not trusted',
		message: 'The server’s certificate is not trusted (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'For a gateway of your own put its authority into CA Certificate.',
		test: [
			CONNECTION,
			'tells that the server is not trusted when the credential names %s',
			'another authority',
		],
	},
	{
		when: 'TLS: the server’s certificate has expired',
		message: 'The server’s certificate has expired (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Tell the operator of the server; check this machine’s clock.',
		test: [CONNECTION, 'tells that the server’s certificate %s', 'has expired'],
	},
	{
		when: 'TLS: the server’s certificate is another host’s',
		message: 'The server’s certificate is for another host name (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL.',
		test: [CONNECTION, 'tells that the server’s certificate %s', 'is for another host name'],
	},
	{
		when: 'TLS: the server’s certificate has a weak key or signature',
		message: 'The server’s certificate is too weak (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'The operator of the server must replace it.',
		test: [HANDSHAKES, HANDSHAKE, 'has a weak key'],
	},
	{
		when: 'TLS: the server speaks only TLS 1.1 or older',
		message: 'The server and n8n have no version of TLS in common (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'The operator of the server must allow TLS 1.2 or 1.3.',
		test: [HANDSHAKES, HANDSHAKE, 'speaks TLS 1.1 alone'],
	},
	{
		when: 'TLS: no cipher suite in common (alert 40); with TLS 1.2 also when the server got no client certificate that it accepts',
		message: 'The server and n8n could not agree on how to encrypt (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy:
			'The operator of the server must allow current ciphers; or ask WoSign whether they know this certificate.',
		test: [HANDSHAKES, HANDSHAKE, 'has no cipher that is safe'],
	},
	{
		when: 'TLS 1.2: the server refuses the client certificate in the handshake',
		message: 'The server refused the client certificate (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Ask WoSign whether they know this certificate.',
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
		when: 'TLS: the server does not speak it',
		message: 'The server does not speak TLS (TLS): …',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the port: it must be an https:// address.',
		test: [ALERTS, 'has sent nothing: %s', 'because the server does not speak TLS'],
	},
	{
		when: 'No connection stands in time',
		message: 'No connection to … was established within … seconds',
		parts: ['No connection to ', ' was established within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL and what stands between n8n and WoSignDoc, or raise Timeout.',
		test: [UNIT, 'has sent nothing when no connection stood in time: %s', 'connecting'],
	},
	{
		when: 'TLS: the server does not answer the handshake',
		message: '… did not complete the TLS handshake within … seconds',
		parts: [' did not complete the TLS handshake within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: 'Check the Base URL and what stands between n8n and WoSignDoc, or raise Timeout.',
		test: [ALERTS, 'is given up after the time-out, and has sent nothing'],
	},
	{
		when: 'The outgoing proxy (HTTPS_PROXY) is not there; likewise its name is not found',
		message: 'No connection could be made (TCP): the outgoing proxy …',
		parts: ['No connection could be made (TCP)', 'the outgoing proxy '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, correct its address, or ${EXEMPT}`,
		test: [PROXIES, 'has sent nothing when the proxy is not there, which names the proxy'],
	},
	{
		when: 'The outgoing proxy asks for a password',
		message: 'The outgoing proxy … asks for a user and password (HTTP 407)',
		parts: ['The outgoing proxy', 'asks for a user and password (HTTP 407)'],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Put them into n8n’s HTTPS_PROXY, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'wants a user and password'],
	},
	{
		when: 'The outgoing proxy does not allow the connection',
		message: 'The outgoing proxy … does not allow connections to … (HTTP 403)',
		parts: ['The outgoing proxy', 'does not allow connections to '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator to allow it, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'forbids it'],
	},
	{
		when: 'The outgoing proxy does not reach WoSignDoc',
		message: 'The outgoing proxy … could not reach … (HTTP 502)',
		parts: ['The outgoing proxy', 'could not reach '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'cannot reach the server'],
	},
	{
		when: 'The outgoing proxy does not answer',
		message: 'The outgoing proxy … opened no connection within … seconds',
		parts: ['The outgoing proxy ', ' opened no connection within '],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Ask the proxy’s administrator, or ${EXEMPT}`,
		test: [PROXIES, PROXY, 'hangs'],
	},
	{
		when: 'The platform refuses the client certificate',
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
		when: 'The server stops taking the order',
		message: '… stopped accepting the order’s data for … seconds',
		parts: [' stopped accepting the order’s data for ', ' seconds'],
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `Check the connection, or raise Timeout. ${SAME_NUMBER}`,
		test: [SERVERS, 'and stops taking it is given up, and the order cannot have been taken'],
	},
	{
		when: 'The connection is reset in the middle of the order',
		message: 'The connection to … broke while the order was being sent',
		code: 'requestNotSent',
		orderExists: 'no',
		remedy: `${SAME_NUMBER} If it happens again, ask whether a proxy limits the size of requests.`,
		test: [SERVERS, 'while the order is being sent has not brought it'],
	},
	{
		when: 'A stored file changes while it is sent',
		message: 'A stored file changed while it was read',
		code: 'fileChanged',
		orderExists: 'no',
		remedy: 'Run the workflow again.',
		test: [SERVERS, 'ends the order before it is whole'],
	},
	{
		when: 'The server refuses early, while the order is still being sent',
		message: '[-65] No such TokenID',
		parts: ['No such TokenID', '系统不存在此 TokenID'],
		code: 'the platform’s',
		orderExists: 'no',
		remedy: 'See the platform’s codes.',
		test: [SERVERS, 'is read, and the sending ends: %s', 'a refusal'],
	},
	{
		when: 'HTTP 413, often early',
		message: 'The server does not take a request of this size (HTTP 413)',
		code: 'unreadableResponse',
		orderExists: 'no',
		remedy: 'Raise the limit of the proxy in between, or make document and images smaller.',
		test: [SERVERS, 'is read, and the sending ends: %s', 'a page'],
	},
];

const ANSWER_FAILURES: readonly SendingFailure[] = [
	...['never answers', 'stops in its answer', 'never ends its answer'].map(
		(row): SendingFailure => ({
			when: `The server ${row}`,
			message: '… gave no answer within … seconds',
			parts: [' gave no answer within ', ' seconds'],
			code: 'outcomeUnknown',
			orderExists: 'perhaps',
			remedy: `${SAME_NUMBER} Timeout sets how long to wait.`,
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
		when: 'TLS 1.3: the server refuses the client certificate, which it sees with the order',
		message: 'The connection to … ended before an answer came',
		code: 'outcomeUnknown',
		orderExists: 'perhaps',
		remedy: `Ask WoSign whether they know this certificate. ${SAME_NUMBER}`,
		test: [ALERTS, 'with TLS 1.3 may have the order by then: %s files', 'inline'],
	},
	{
		when: 'TLS: the server breaks off with another alert after the order',
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
			'Ask which kind of certificate the server takes, and whether a proxy in between decrypts TLS.',
		test: [HANDSHAKES, NGINX, 'got no certificate, because it asks for one of another kind'],
	},
	{
		when: 'nginx: the server does not accept the client certificate',
		message: 'The server refused the client certificate (HTTP 400)',
		parts: ['The server refused the client certificate (HTTP '],
		code: 'unreadableResponse',
		orderExists: 'no',
		remedy: 'Ask WoSign whether they know this certificate.',
		test: [HANDSHAKES, NGINX, 'does not know the certificate’s authority'],
	},
	{
		when: 'A web page',
		message: 'A web page came instead of WoSignDoc’s answer (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `A proxy or a login page answered: check what lies in between. ${SAME_NUMBER}`,
		test: [SERVERS, FOREIGN, 'a page'],
	},
	{
		when: 'An empty answer',
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
		when: 'HTTP 401 or 403, not as the platform says it',
		message: 'The server refused access (HTTP …), not the WoSignDoc API',
		code: 'unreadableResponse',
		orderExists: 'most likely not',
		remedy: 'Ask whether this client certificate and address are allowed.',
		test: [SERVERS, FOREIGN, 'HTTP 403 without JSON'],
	},
	{
		when: 'A JSON string in a JSON string, or any other answer',
		message: 'The answer is not WoSignDoc’s (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `Check the Base URL. ${SAME_NUMBER}`,
		test: [SERVERS, FOREIGN, 'a JSON string in a JSON string'],
	},
	{
		when: 'An answer that never ends; its first megabyte is read',
		message: 'The answer is not WoSignDoc’s (HTTP …)',
		code: 'unreadableResponse',
		orderExists: 'perhaps',
		remedy: `Check the Base URL. ${SAME_NUMBER}`,
		test: [SERVERS, 'is read no further than its first megabyte'],
	},
];

/** Every failure, in the order in which an order passes them. */
export const FAILURES: readonly SendingFailure[] = [
	...CREDENTIAL_FAILURES,
	...CONNECTION_FAILURES,
	...SENDING_FAILURES,
	...ANSWER_FAILURES,
];

/** The failures before the connection, in making it, in sending, and after. */
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
