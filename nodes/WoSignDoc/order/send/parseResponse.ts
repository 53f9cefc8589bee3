import { errorCodeMeaning } from '../../protocol/errorCodes';
import { ProtocolError } from '../../protocol/errors';
import { parsePlatformResponse } from '../../protocol/platformResponse';
import type { HttpResponse } from '../../shared/httpResponse';
import { unexpectedResponse } from '../../shared/unexpectedResponse';
import type { OrderFields } from '../judge/orderSchema';
import { affectedSigners } from './affectedSigners';

/** An order that the platform took. */
export interface CreatedOrder {
	readonly status: 1;
	/** The platform's id of the order. */
	readonly signid: string;
	readonly orderNumber: string;
}

/** An order that the platform has had before, under the same number. */
export interface ExistingOrder {
	readonly alreadyExists: true;
	readonly state: 'signed' | 'signing';
	readonly orderNumber: string;
}

export type OrderOutcome = CreatedOrder | ExistingOrder;

interface ReadingOptions {
	/** Whether an order that exists already is an outcome or an error. */
	readonly onExisting: 'error' | 'item';
	readonly tokenId: string;
}

/** The codes that mean an order with the same number exists (PROTOCOL.md, Error codes). */
const EXISTING: ReadonlyMap<number | string, ExistingOrder['state']> = new Map([
	[-46, 'signed'],
	[-47, 'signing'],
]);

/**
 * Reads the platform's answer to `CreateSignOrder` (PROTOCOL.md, CreateSignOrder, Response).
 * Throws `orderRefused` with the platform's code, or what `unexpectedResponse` makes of an answer that is not its.
 */
export function parseResponse(
	response: HttpResponse,
	order: OrderFields,
	{ onExisting, tokenId }: ReadingOptions,
): OrderOutcome {
	const { status, errorcode, signid, ordernumber } = parsePlatformResponse(response.body) ?? {};
	const { orderNumber } = order;
	if (status === 0 && errorcode !== undefined) {
		const state = EXISTING.get(errorCodeMeaning(errorcode).code);
		if (state && onExisting === 'item') return { alreadyExists: true, state, orderNumber };
		throw refused(errorcode, order);
	}
	if (status !== 1 || !signid) throw unexpectedResponse(response, secretsOf(order, tokenId));
	return { status, signid, orderNumber: ordernumber ?? orderNumber };
}

function refused(code: number | string, order: OrderFields): ProtocolError {
	const refusal = errorCodeMeaning(code);
	const meant = affectedSigners(refusal.code, order);
	return new ProtocolError(
		'orderRefused',
		`[${refusal.code}] ${refusal.message} (${refusal.messageZh})`,
		{ description: [meant, refusal.remedy].filter(Boolean).join(' '), refusal },
	);
}

/** What a server that echoes the request must not bring into an error. */
function secretsOf({ password = '', signerlist }: OrderFields, tokenId: string): string[] {
	const numbers = signerlist.map((signer) => ('orgNo' in signer ? signer.orgNo : signer.userNo));
	return [tokenId, password, ...numbers];
}
