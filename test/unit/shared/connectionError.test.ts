import type { Exchange } from '../../../nodes/WoSignDoc/shared/connectionError';
import {
	connectionError,
	ORDER,
	timeoutError,
} from '../../../nodes/WoSignDoc/shared/connectionError';
import type { ConnectionState } from '../../../nodes/WoSignDoc/shared/connectionState';

const PROXY = 'http://proxy.example:3128';

/** An order to `docapi.example`, whose connection had come so far. */
function orderAt(state: ConnectionState, mayHaveArrived = true, proxy?: string): Exchange {
	const connection = { state, proxy };
	const url = 'https://docapi.example/';
	return { url, connection, mayHaveArrived: () => mayHaveArrived, meaning: ORDER };
}

interface Fields {
	code?: string;
	message: string;
	syscall?: string;
	errors?: object[];
}

/** An error as Node.js gives it, inside another, as n8n wraps it. */
function wrapped(fields: Fields): Error {
	return new Error('request failed', { cause: Object.assign(new Error(fields.message), fields) });
}

describe('a connection that cannot be established', () => {
	it.each([
		[
			'a host name that is not found',
			{
				code: 'ENOTFOUND',
				syscall: 'getaddrinfo',
				message: 'getaddrinfo ENOTFOUND docapi.example',
			},
			'The host name was not found (DNS)',
		],
		[
			'a resolver that does not answer',
			{
				code: 'EAI_AGAIN',
				syscall: 'getaddrinfo',
				message: 'getaddrinfo EAI_AGAIN docapi.example',
			},
			'The host name was not found (DNS)',
		],
		[
			'an address that n8n’s SSRF protection does not allow',
			{
				message: 'The request was blocked because it resolves to a restricted IP address',
			},
			'n8n does not allow requests to this address (SSRF protection)',
		],
		[
			'a host name that n8n’s SSRF protection does not allow',
			{
				message: 'The request was blocked because the destination hostname is restricted',
			},
			'n8n does not allow requests to this address (SSRF protection)',
		],
		[
			'a network that cannot be reached',
			{ code: 'ENETUNREACH', syscall: 'connect', message: 'connect ENETUNREACH 192.0.2.1:443' },
			'No connection could be made (TCP)',
		],
		[
			'a connection attempt that times out',
			{ code: 'ETIMEDOUT', syscall: 'connect', message: 'connect ETIMEDOUT 192.0.2.1:443' },
			'No connection could be made (TCP)',
		],
		[
			'addresses that all refuse',
			{
				code: 'ETIMEDOUT',
				message: '',
				errors: [{ code: 'ETIMEDOUT', syscall: 'connect', message: 'connect ETIMEDOUT ::1:443' }],
			},
			'No connection could be made (TCP)',
		],
		[
			'a connection that ends in the handshake',
			{ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS' },
			'The connection ended during the TLS handshake (TLS)',
		],
	])('is reported with its cause, and that nothing was sent: %s', (_, fields, happened) => {
		for (const state of ['connecting', undefined] as const) {
			const error = connectionError(wrapped(fields), orderAt(state));
			expect(error).toMatchObject({
				code: 'requestNotSent',
				message: `${happened}: docapi.example`,
				description: expect.stringMatching(/Nothing was sent\.$/) as string,
			});
		}
	});

	it('is reported even if n8n kept only the error’s code', () => {
		const message = 'The service refused the connection - perhaps it is offline';
		const error = Object.assign(new Error(message), { httpCode: 'ECONNREFUSED' });
		expect(connectionError(error, orderAt('connecting'))).toMatchObject({
			message: 'No connection could be made (TCP): docapi.example',
			description: expect.stringMatching(/^ECONNREFUSED\. /) as string,
		});
	});

	it.each([
		['a proxy that is not there', { code: 'ECONNREFUSED', syscall: 'connect', message: 'connect' }],
		['a proxy whose name is not found', { code: 'ENOTFOUND', message: 'getaddrinfo' }],
		['a proxy that hangs up', { message: 'Proxy connection ended before receiving CONNECT' }],
	])('is put down to the outgoing proxy, not to WoSignDoc: %s', (_, fields) => {
		const error = connectionError(wrapped(fields), orderAt('connecting', true, PROXY));
		expect(error).toMatchObject({ code: 'requestNotSent' });
		expect(error.message).toContain(`: the outgoing proxy ${PROXY}`);
		expect(error.description).toMatch(/exempt docapi\.example with NO_PROXY\. Nothing was sent\.$/);
	});

	it('through a proxy’s tunnel is the server’s, and the proxy is named as a possible reason', () => {
		const untrusted = { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed' };
		const error = connectionError(wrapped(untrusted), orderAt('handshake', true, PROXY));
		expect(error.message).toBe('The server’s certificate is not trusted (TLS): docapi.example');
		expect(error.description).toContain(
			`through the outgoing proxy ${PROXY}: if that proxy decrypts TLS`,
		);
	});
});

/** As OpenSSL says it through Node.js. */
const openSsl = (reason: string, alert?: number) => ({
	code: 'EPROTO',
	syscall: 'write',
	message: `write EPROTO 40DD:error:0A00042E:SSL routines:ssl3_read_bytes:${reason}:../ssl/record/rec_layer_s3.c:918:${alert ? `SSL alert number ${alert}` : ''}\n`,
});

describe('a handshake that fails', () => {
	it.each([
		[openSsl('tlsv1 alert protocol version', 70), 'have no version of TLS in common'],
		[openSsl('ssl/tls alert handshake failure', 40), 'could not agree on how to encrypt'],
		[openSsl('tlsv1 alert insufficient security', 71), 'could not agree on how to encrypt'],
		[openSsl('tlsv1 unrecognized name', 112), 'does not know this host name'],
		[openSsl('ssl/tls alert bad certificate', 42), 'refused the client certificate'],
		[openSsl('tlsv1 alert unknown ca', 48), 'refused the client certificate'],
		[openSsl('tlsv1 alert internal error', 80), 'broke off the connection with an alert'],
		[openSsl('wrong version number'), 'does not speak TLS'],
		[{ code: 'ERR_SSL_DH_KEY_TOO_SMALL', message: 'dh key too small' }, 'settings are too weak'],
		[{ code: 'UNSPECIFIED', message: 'EE certificate key too weak' }, 'certificate is too weak'],
		[{ code: 'CERT_NOT_YET_VALID', message: 'not yet valid' }, 'is not valid yet'],
		[{ code: 'CERT_REVOKED', message: 'revoked' }, 'certificate is not acceptable'],
	])('says what happened, in OpenSSL’s words, too: %j', (fields, happened) => {
		const { code, message, description } = connectionError(wrapped(fields), orderAt('handshake'));
		expect(code).toBe('requestNotSent');
		expect(message).toContain(happened);
		const [, reason, alert] = /bytes:([^:]+):[^]*?(\d+)?\s*$/.exec(fields.message) ?? [];
		if (reason) expect(description).toContain(`OpenSSL says “${reason}”`);
		if (alert) expect(description).toContain(`(alert ${alert})`);
		expect(description).toMatch(/(must|Check|Ask) .+Nothing was sent\.$/);
	});

	it('has not refused the client certificate with alert 40 alone', () => {
		const failure = wrapped(openSsl('sslv3 alert handshake failure', 40));
		expect(connectionError(failure, orderAt('established')).description).not.toMatch(
			/^The server refused/,
		);
	});

	it.each([
		['ERR_SSL_EE_KEY_TOO_SMALL', 'client certificate’s key is too weak'],
		['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'does not belong to the certificate'],
		['ERR_OSSL_PEM_NO_START_LINE', 'certificate or key cannot be used'],
	])('is put down to the credential before a connection is tried: %s', (code, happened) => {
		const error = connectionError(wrapped({ code, message: 'x' }), orderAt('connecting'));
		expect(error.message).toContain(happened);
	});
});

const ALERT = { code: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', message: 'alert bad certificate' };
const ALERT_AS_TEXT = { code: 'EPROTO', syscall: 'write', message: 'SSL alert number 116' };

describe('a failure that can come before and after an order was sent', () => {
	const either: Array<[string, Fields]> = [
		['an alert', ALERT],
		['an alert in words', ALERT_AS_TEXT],
		['another alert', { code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', message: 'internal error' }],
		['a record of no TLS', { code: 'EPROTO', message: 'ssl3_get_record:wrong version number' }],
		['a reset', { code: 'ECONNRESET', syscall: 'read', message: 'read ECONNRESET' }],
		[
			'a host that is gone',
			{ code: 'EHOSTUNREACH', syscall: 'read', message: 'read EHOSTUNREACH' },
		],
		['a network that is gone', { code: 'ENETUNREACH', syscall: 'write', message: 'write' }],
		['a time-out', { code: 'ETIMEDOUT', syscall: 'read', message: 'read ETIMEDOUT' }],
		['what is not known', { message: 'strange' }],
	];
	const codeOf = (fields: Fields, mayHaveArrived: boolean, state?: ConnectionState) => {
		const exchange = orderAt(state, mayHaveArrived);
		const { code, description } = connectionError(wrapped(fields), exchange);
		return [code, description?.includes('Nothing was sent')];
	};

	it.each(either)('leaves the outcome unknown without proof: %s', (_, fields) => {
		expect(codeOf(fields, true)).toEqual(['outcomeUnknown', false]);
		expect(codeOf(fields, false)).toEqual(['requestNotSent', false]);
	});

	it.each(either)('has sent nothing if no connection was established: %s', (_, fields) => {
		for (const state of ['connecting', 'handshake'] as const) {
			expect(codeOf(fields, true, state)).toEqual(['requestNotSent', true]);
		}
	});

	it.each<[string, Fields]>([
		...either,
		['a certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed' }],
	])('may have sent the order if a connection was established: %s', (_, fields) => {
		expect(codeOf(fields, true, 'established')).toEqual(['outcomeUnknown', false]);
	});
});

describe('a time-out', () => {
	const timedOut = (exchange: Exchange) =>
		timeoutError(wrapped({ message: 'canceled' }), exchange, 2_000);

	it.each<[ConnectionState, string | undefined, string]>([
		['connecting', undefined, 'No connection to docapi.example was established within 2 seconds'],
		['handshake', undefined, 'docapi.example did not complete the TLS handshake within 2 seconds'],
		['connecting', PROXY, `The outgoing proxy ${PROXY} opened no connection within 2 seconds`],
	])('has sent nothing if no connection was established in time: %s', (state, proxy, message) => {
		expect(timedOut(orderAt(state, true, proxy))).toMatchObject({
			code: 'requestNotSent',
			message,
			description: expect.stringContaining('Nothing was sent.') as string,
		});
	});

	it('leaves the outcome unknown if one was established, or that is unknown', () => {
		expect(timedOut(orderAt('established'))).toMatchObject({ code: 'outcomeUnknown' });
		expect(timedOut(orderAt(undefined))).toMatchObject({ code: 'outcomeUnknown' });
	});
});
