import { connectionError } from '../../../nodes/WoSignDoc/shared/connectionError';

const URL = 'https://docapi.example/';

/** An error as Node.js gives it, inside another, as n8n wraps it. */
function wrapped(fields: { code?: string; message: string; syscall?: string }): Error {
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
			'a server that does not speak TLS',
			{ code: 'EPROTO', message: 'write EPROTO: ssl3_get_record:wrong version number' },
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
