import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { inUrl, type Host } from '../hosts';
import { PageError } from './pageError';

/**
 * Whether a request names one of these hosts in its Host header. A website that points a name of its own at
 * this machine (DNS rebinding) gives itself away there. The port is not compared: a container's port may be
 * published under another number, and the port is not what such a site can forge.
 */
export function isForKnownHost(
	{ headers: { host = '' } }: IncomingMessage,
	hosts: readonly Host[],
): boolean {
	const named = host.replace(/:\d+$/, '').toLowerCase();
	return hosts.some((known) => inUrl(known) === named);
}

/**
 * Lets a form in only when it was sent from this page: the browser says so, where it says anything, and the
 * form carries the token that only this page knows. Throws PageError.
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
	if (fromElsewhere) throw new PageError(403, 'This form was sent from another site.');
	if (!isSame(form.get('token') ?? '', token)) {
		throw new PageError(
			403,
			'This form is of an earlier start of the sandbox. Go back and reload.',
		);
	}
}

function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}
