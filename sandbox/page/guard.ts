import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { PageError } from './pageError';

/**
 * True for a request to this address by a name of this machine. A web site that points a name of its own at
 * 127.0.0.1 (DNS rebinding) is told by the Host header.
 */
export function isForThisMachine({ headers: { host } }: IncomingMessage, port: number): boolean {
	return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
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
