import { connectionError, timeoutError } from '../../../nodes/WoSignDoc/shared/connectionError';

const URL = 'https://docapi.example/';

interface Fields {
	code?: string;
	message: string;
	syscall?: string;
	errors?: object[];
	request?: object;
}

/** An error as Node.js gives it, inside another, as n8n wraps it. */
function wrapped(fields: Fields): Error {
	return new Error('request failed', { cause: Object.assign(new Error(fields.message), fields) });
}

describe('a connection that does not stand', () => {
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
			'The server does not speak TLS (TLS)',
		],
	])('is told with its cause, and that nothing was sent: %s', (_, fields, happened) => {
		const error = connectionError(wrapped(fields), URL, { mayHaveArrived: false });
		expect(error).toMatchObject({
			code: 'requestNotSent',
			message: `${happened}: docapi.example`,
			description: expect.stringMatching(/Nothing was sent\.$/) as string,
		});
	});
});

const requestAt = (secureConnecting: boolean) => ({ socket: { secureConnecting } });
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
	const codeOf = (fields: Fields, mayHaveArrived: boolean) => {
		const { code, description } = connectionError(wrapped(fields), URL, { mayHaveArrived });
		return [code, description?.includes('Nothing was sent')];
	};

	it.each(either)('leaves the outcome unknown without proof: %s', (_, fields) => {
		expect(codeOf(fields, true)).toEqual(['outcomeUnknown', false]);
		expect(codeOf(fields, false)).toEqual(['requestNotSent', false]);
	});

	it.each(either)('has sent nothing when no connection stood: %s', (_, fields) => {
		const proof = [requestAt(true), { socket: null }];
		for (const request of proof) {
			expect(codeOf({ ...fields, request }, true)).toEqual(['requestNotSent', true]);
		}
	});

	it.each<[string, Fields]>([
		...either,
		['a certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed' }],
	])('may have sent the order when a connection stood: %s', (_, fields) => {
		const given = { ...fields, request: requestAt(false) };
		expect(codeOf(given, true)).toEqual(['outcomeUnknown', false]);
	});
});

describe('a time-out', () => {
	const timedOut = (request: object, mayHaveArrived = true) =>
		timeoutError(URL, 2_000, mayHaveArrived, wrapped({ message: 'canceled', request }));

	it('has sent nothing when no connection stood', () => {
		expect(timedOut(requestAt(true))).toMatchObject({
			code: 'requestNotSent',
			message: 'No connection to docapi.example stood within 2 seconds',
			description: expect.stringContaining('Nothing was sent.') as string,
		});
	});

	it('leaves the outcome unknown when one stood', () => {
		expect(timedOut(requestAt(false))).toMatchObject({ code: 'outcomeUnknown' });
		expect(timedOut({})).toMatchObject({ code: 'outcomeUnknown' });
	});
});
