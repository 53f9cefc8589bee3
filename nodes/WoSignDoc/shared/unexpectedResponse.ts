import { ProtocolError } from '../protocol/errors';
import type { PlatformResponse } from '../protocol/platformResponse';
import { beginningOf } from '../protocol/platformResponse';
import { withoutSecrets } from '../protocol/withoutSecrets';
import type { HttpResponse } from './httpResponse';

/** Sentences about the order, for a response that isn't the platform's. */
interface OrderRemarks {
	readonly mayExist: string;
	readonly mostLikelyNone: string;
	readonly none: string;
}

const OF_ORDER: OrderRemarks = {
	mayExist: 'The order may exist; sending it again with the same order number is safe.',
	mostLikelyNone:
		'Most likely no order was created; sending again with the same order number is safe.',
	none: 'No order was created.',
};

/** For a request that can't create an order. */
export const OF_TEST: OrderRemarks = { mayExist: '', mostLikelyNone: '', none: '' };

interface UnexpectedResponse {
	readonly code?: 'redirected';
	readonly happened: string;
	readonly remedy: string;
	readonly order: keyof OrderRemarks;
}

/**
 * The error for a response that isn't the platform's: what responded instead, its HTTP status, the beginning of its
 * body (PROTOCOL.md, CreateSignOrder, Decided), and what to do.
 *
 * @param secrets texts to remove from what is shown, in case the server echoed them
 * @param answer the platform's own response, if it leaves open whether the order exists
 */
export function unexpectedResponse(
	response: HttpResponse,
	secrets: readonly string[],
	{ remarks = OF_ORDER, answer }: { remarks?: OrderRemarks; answer?: PlatformResponse } = {},
): ProtocolError {
	const {
		code = 'unreadableResponse',
		happened,
		remedy,
		order,
	} = answer ? indefinite(answer, response.status) : interpret(response);
	const { status, body } = response;
	return new ProtocolError(code, withoutSecrets(happened, secrets), {
		description: `${beginningOf(body, secrets)}\n${remedy} ${remarks[order]}`.trimEnd(),
		httpStatus: status,
	});
}

function indefinite({ status }: PlatformResponse, httpStatus: number): UnexpectedResponse {
	const happened =
		status === 1
			? `WoSignDoc accepted the order, but its response has no ID for it, signid (HTTP ${httpStatus})`
			: `WoSignDoc responded that it did not accept the order, but with no code (HTTP ${httpStatus})`;
	return { happened, remedy: 'If it happens again, ask WoSign.', order: 'mayExist' };
}

function interpret(response: HttpResponse): UnexpectedResponse {
	const { status, location } = response;
	if (status >= 300 && status < 400) {
		return {
			code: 'redirected',
			happened: `The address answered with a redirect (HTTP ${status}) to ${hostOf(location)}, which is not followed`,
			remedy:
				"The contract and the client certificate are sent only to the credential’s address. Correct its 'Base URL'.",
			order: 'none',
		};
	}
	return refusedCertificate(response) ?? refusedRequest(response) ?? interpretBody(response);
}

/** nginx's pages for a client certificate that is missing or not accepted, and its own codes for them, 495 and 496. */
export function refusedCertificate({
	status,
	body,
}: Pick<HttpResponse, 'status' | 'body'>): UnexpectedResponse | undefined {
	if (status < 400 || status >= 500) return undefined;
	if (status === 496 || /No required SSL certificate was sent/i.test(body)) {
		return {
			happened: `The server got no client certificate (HTTP ${status})`,
			remedy:
				'The credential’s certificate did not reach it: a proxy in between that decrypts TLS loses it, and a certificate of a kind that the server does not take is not sent. Ask WoSign, or the operator of the gateway, which kind they take.',
			order: 'none',
		};
	}
	if (status === 495 || /The SSL certificate error/i.test(body)) {
		return {
			happened: `The server refused the client certificate (HTTP ${status})`,
			remedy: 'Check that WoSign knows the credential’s certificate and that it has not expired.',
			order: 'none',
		};
	}
	return undefined;
}

function refusedRequest({ status }: HttpResponse): UnexpectedResponse | undefined {
	if (status === 413) {
		return {
			happened: 'The server does not take a request of this size (HTTP 413)',
			remedy:
				'Raise the limit of the proxy or gateway in between, or make document and images smaller.',
			order: 'none',
		};
	}
	if (status === 401 || status === 403) {
		return {
			happened: `The server refused access (HTTP ${status}), not the WoSignDoc API`,
			remedy:
				'Ask WoSign, or the operator of the gateway, whether this client certificate and address are allowed.',
			order: 'mostLikelyNone',
		};
	}
	if (status >= 500) {
		return {
			happened: `The server failed (HTTP ${status})`,
			remedy: 'Try again later.',
			order: 'mayExist',
		};
	}
	return undefined;
}

function interpretBody({
	status,
	body,
	contentType,
	charsetProblem,
}: HttpResponse): UnexpectedResponse {
	const order = 'mayExist';
	if (!body.trim()) {
		const happened = `The server answered with nothing (HTTP ${status})`;
		return { happened, remedy: "Check the credential’s 'Base URL'.", order };
	}
	if (/html/i.test(contentType) || /^\s*</.test(body)) {
		return {
			happened: `A web page came instead of WoSignDoc’s answer (HTTP ${status})`,
			remedy:
				"A proxy, a login page or another server answered. Check the credential’s 'Base URL' and any proxy in between.",
			order,
		};
	}
	if (charsetProblem !== undefined) {
		return {
			happened: `The answer cannot be read (HTTP ${status}): its text ${charsetProblem}`,
			remedy: 'Tell WoSign, or the operator of the proxy in between.',
			order,
		};
	}
	const happened = `The answer is not WoSignDoc’s (HTTP ${status})`;
	return { happened, remedy: "Check the credential’s 'Base URL'.", order };
}

function hostOf(location: string | undefined): string {
	if (!location) return 'nowhere';
	return URL.canParse(location) ? new URL(location).host : 'another path';
}
