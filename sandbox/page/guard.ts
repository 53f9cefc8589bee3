import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { inUrl, type Host } from '../hosts';
import { PageError } from './pageError';

/**
 * Whether a request's Host header names one of these hosts. This exposes websites that point their own name at this
 * machine (DNS rebinding). The port is not compared: a container's port may be published under another number, and
 * ignoring it gives these sites no advantage.
 */
export function isForKnownHost(
	{ headers: { host = '' } }: IncomingMessage,
	hosts: readonly Host[],
): boolean {
	const named = host.replace(/:\d+$/, '').toLowerCase();
	return hosts.some((known) => inUrl(known) === named);
}

/**
 * Accepts a form only if it was sent from this page: the browser's origin headers, if present, say so, and the form
 * has the token that only this page knows. Throws PageError.
 */
export function checkSender(
	{ headers }: IncomingMessage,
	form: URLSearchParams,
	token: string,
): void {
	const { host = '', origin, 'sec-fetch-site': site } = headers;
	const fromElsewhere =
		(origin !== undefined && origin !== `http://${host}`) ||
		(site !== undefined && site !== 'same-origin');
	if (fromElsewhere) throw new PageError(403, 'The form was sent from another site.');
	if (!isSame(form.get('token') ?? '', token)) {
		throw new PageError(
			403,
			'The sandbox was restarted since this page was loaded. Go back and reload the page.',
		);
	}
}

function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}
