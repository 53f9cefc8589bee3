import { errorCodeMeaning } from '../protocol/errorCodes';
import { ProtocolError } from '../protocol/errors';
import { beginningOf, parsePlatformResponse } from '../protocol/platformResponse';
import type { HttpResponse } from '../shared/transport';

/** An order that the platform took. */
export interface CreatedOrder {
	readonly status: 1;
	/** The platform's id of the order. */
	readonly signid: string;
	readonly orderNumber: string;
}

/**
 * Reads the platform's answer to `CreateSignOrder` (PROTOCOL.md, CreateSignOrder, Response).
 * Throws `orderRefused` with the platform's code, or `unreadableResponse` with what came.
 */
export function parseResponse(response: HttpResponse, orderNumber: string): CreatedOrder {
	const { status, errorcode, signid, ordernumber } = parsePlatformResponse(response.body) ?? {};
	if (status === 0 && errorcode !== undefined) throw refused(errorcode);
	if (status !== 1 || !signid) throw unreadable(response);
	return { status, signid, orderNumber: ordernumber ?? orderNumber };
}

function refused(code: number | string): ProtocolError {
	const refusal = errorCodeMeaning(code);
	return new ProtocolError(
		'orderRefused',
		`[${refusal.code}] ${refusal.message} (${refusal.messageZh})`,
		{ description: refusal.remedy, refusal },
	);
}

function unreadable({ status, body }: HttpResponse): ProtocolError {
	return new ProtocolError(
		'unreadableResponse',
		`WoSignDoc answered HTTP ${status} with something that is not its answer`,
		{
			description: `${beginningOf(body)}\nThe order may exist; sending it again with the same order number is safe.`,
			httpStatus: status,
		},
	);
}
