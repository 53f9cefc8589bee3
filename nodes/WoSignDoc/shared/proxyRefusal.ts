import { ProtocolError } from '../protocol/errors';

/** What the status of a proxy's response to CONNECT means. */
function happenedBy(status: number, host: string): string {
	if (status === 407) return 'asks for a user and password (HTTP 407)';
	if (status === 401 || status === 403)
		return `does not allow connections to ${host} (HTTP ${status})`;
	if (status >= 500) return `could not reach ${host} (HTTP ${status})`;
	return `opened no connection to ${host} (HTTP ${status})`;
}

/**
 * The error for a response that a proxy sent instead of opening a tunnel (RFC 9110, section 9.3.6): `requestNotSent`.
 */
export function proxyRefusal(
	status: number,
	url: string,
	proxy: string | undefined,
): ProtocolError {
	const { host } = new URL(url);
	const subject = ['The outgoing proxy', proxy].filter(Boolean).join(' ');
	const remedy =
		status === 407
			? 'Put them into n8n’s HTTPS_PROXY (http://user:password@proxy:port)'
			: 'Ask the proxy’s administrator to allow it';
	return new ProtocolError('requestNotSent', `${subject} ${happenedBy(status, host)}`, {
		description: `${remedy}, or exempt ${host} with NO_PROXY. Nothing was sent.`,
	});
}
