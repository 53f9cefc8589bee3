import { ProtocolError } from '../../protocol/errors';
import { beginningOf } from '../../protocol/platformResponse';
import type { HttpResponse } from '../../shared/httpResponse';

const MAY_EXIST = 'The order may exist; sending it again with the same order number is safe.';

interface UnexpectedResponse {
	readonly code: 'redirected' | 'unreadableResponse';
	readonly happened: string;
	readonly remedy: string;
}

/**
 * The error for an answer that is not the platform's: what answered instead, its HTTP status, the beginning of
 * what it said (PROTOCOL.md, CreateSignOrder, Decided), and what to do.
 *
 * @param secrets texts that are taken out of what is shown, should the server have echoed them
 */
export function unexpectedResponse(
	response: HttpResponse,
	secrets: readonly string[],
): ProtocolError {
	const { code, happened, remedy } = interpret(response);
	const { status, body } = response;
	return new ProtocolError(code, happened, {
		description: `${beginningOf(body, secrets)}\n${remedy}`,
		httpStatus: status,
	});
}

function interpret(response: HttpResponse): UnexpectedResponse {
	const { status, location } = response;
	if (status >= 300 && status < 400) {
		return {
			code: 'redirected',
			happened: `The address answered with a redirect (HTTP ${status}) to ${hostOf(location)}, which is not followed`,
			remedy:
				'Contract and client certificate go to the credential’s address alone. Correct its base URL. No order was created at this address.',
		};
	}
	return { code: 'unreadableResponse', ...interpretStatus(response) };
}

function interpretStatus({
	status,
	body,
	contentType,
}: HttpResponse): Omit<UnexpectedResponse, 'code'> {
	if (status === 413) {
		return {
			happened: 'The server does not take a request of this size (HTTP 413)',
			remedy:
				'Raise the limit of the proxy or gateway in between, or make document and images smaller. No order was created.',
		};
	}
	if (status === 401 || status === 403) {
		return {
			happened: `The server refused access (HTTP ${status}), not the WoSignDoc API`,
			remedy:
				'Ask WoSign, or whoever runs the gateway, whether this client certificate and address are allowed. Most likely no order was created; sending again with the same order number is safe.',
		};
	}
	if (status >= 500) {
		return {
			happened: `The server failed (HTTP ${status})`,
			remedy: `Try again later. ${MAY_EXIST}`,
		};
	}
	if (!body.trim()) {
		return { happened: `The server answered with nothing (HTTP ${status})`, remedy: MAY_EXIST };
	}
	if (/html/i.test(contentType) || /^\s*</.test(body)) {
		return {
			happened: `A web page came instead of WoSignDoc’s answer (HTTP ${status})`,
			remedy: `A proxy, a login page or another server answered. Check the base URL and what lies in between. ${MAY_EXIST}`,
		};
	}
	return {
		happened: `The answer is not WoSignDoc’s (HTTP ${status})`,
		remedy: `Check the base URL. ${MAY_EXIST}`,
	};
}

function hostOf(location: string | undefined): string {
	if (!location) return 'nowhere';
	return URL.canParse(location) ? new URL(location).host : 'another path';
}
