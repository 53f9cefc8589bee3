import type { ErrorCodeMeaning } from '../../protocol/errorCodes';
import { ProtocolError } from '../../protocol/errors';
import type { JsonObject } from '../../protocol/jsonValue';
import type { PlatformResponse } from '../../protocol/platformResponse';
import { codeMeanings, otherFields } from '../../protocol/platformResponse';
import { withoutSecrets } from '../../protocol/withoutSecrets';
import { platformResponseOf } from '../../shared/httpResponse';
import type { EncodedAnswer } from '../../shared/requestEncoding';
import { unexpectedResponse } from '../../shared/unexpectedResponse';
import { quoted } from '../../shared/validationMessage';
import { parameterLabel } from '../fields/fieldLabels';
import type { OrderFields } from '../judge/orderSchema';
import type { OrderWarning } from '../orderWarning';
import { affectedSigners } from './affectedSigners';
import { contactHints, encodingFound } from './firstContact';

/** An order that the platform accepted. */
export interface CreatedOrder {
	readonly status: 1;
	/** The platform's id of the order. */
	readonly signid: string;
	readonly orderNumber: string;
	/** The response's other fields; absent if there are none. */
	readonly answer?: Readonly<JsonObject>;
}

/** An order that already exists on the platform, under the same number. */
export interface ExistingOrder {
	readonly alreadyExists: true;
	readonly state: 'signed' | 'signing';
	readonly orderNumber: string;
	readonly answer?: Readonly<JsonObject>;
}

export type OrderOutcome = CreatedOrder | ExistingOrder;

/** The outcome of an order, and anything unusual about the response. */
export interface ReadResponse {
	readonly outcome: OrderOutcome;
	readonly warnings: readonly OrderWarning[];
}

interface ReadingOptions {
	/** Whether an order that already exists is an outcome or an error. */
	readonly onExisting: 'error' | 'item';
	readonly tokenId: string;
	/** Whether this platform has not yet accepted an order in this process. */
	readonly isFirst: boolean;
}

/** The codes that mean an order with the same number exists (PROTOCOL.md, Error codes). */
const EXISTING: ReadonlyMap<number | string, ExistingOrder['state']> = new Map([
	[-46, 'signed'],
	[-47, 'signing'],
]);

/**
 * Parses the platform's response to `CreateSignOrder` (PROTOCOL.md, CreateSignOrder, Response). The order number in the
 * result is the caller's own. Throws `orderRefused` with the platform's codes, or the error of `unexpectedResponse` if
 * the response isn't the platform's or leaves open whether the order exists.
 */
export function parseResponse(
	{ response, ...sent }: EncodedAnswer,
	order: OrderFields,
	{ onExisting, tokenId, isFirst }: ReadingOptions,
): ReadResponse {
	const answer = platformResponseOf(response);
	const { orderNumber } = order;
	const secrets = secretsOf(order, tokenId);
	const others = answer && otherFields(answer, secrets);
	const rest = others && { answer: others };
	if (answer?.status === 1 && answer.signid !== undefined) {
		const { status, signid } = answer;
		return {
			outcome: { status, signid, orderNumber, ...rest },
			warnings: [...oddities(answer, orderNumber, secrets), ...otherEncoding(sent)],
		};
	}
	const [first, ...more] = answer ? codeMeanings(answer, secrets) : [];
	if (answer?.status !== 0 || !first) {
		throw unexpectedResponse(response, secrets, answer ? { answer } : {});
	}
	const state = EXISTING.get(first.code);
	if (state && more.length === 0 && onExisting === 'item') {
		return {
			outcome: { alreadyExists: true, state, orderNumber, ...rest },
			warnings: [...otherNumber(answer, orderNumber, secrets), ...otherEncoding(sent)],
		};
	}
	const refusals = [first, ...more] as const;
	const codes = refusals.map(({ code }) => code);
	throw refused(refusals, order, contactHints(codes, sent, isFirst));
}

/** What should be reviewed, though the order exists. */
function oddities(
	answer: PlatformResponse,
	orderNumber: string,
	secrets: readonly string[],
): OrderWarning[] {
	const { errorcodes } = answer;
	const codes = codesInWords(codeMeanings(answer, secrets));
	const message = `WoSignDoc took the order, but also answered ${codes}; ask WoSign what that means`;
	return [
		...otherNumber(answer, orderNumber, secrets),
		...(errorcodes.length > 0 ? [{ code: 'codeOnSuccess' as const, where: '', message }] : []),
	];
}

function otherNumber(
	{ ordernumber }: PlatformResponse,
	orderNumber: string,
	secrets: readonly string[],
): OrderWarning[] {
	if (ordernumber === undefined || ordernumber.trim() === orderNumber) return [];
	const other = quoted(withoutSecrets(ordernumber, secrets));
	const message = `the order was sent as ${quoted(orderNumber)}, but WoSignDoc answered with the order number ${other}; make sure with WoSign that the order is yours`;
	return [{ code: 'otherOrderNumber', where: parameterLabel('orderNumber'), message }];
}

function otherEncoding(sent: Omit<EncodedAnswer, 'response'>): OrderWarning[] {
	return sent.wasTriedOtherwise
		? [{ code: 'otherEncoding', where: '', message: encodingFound(sent) }]
		: [];
}

function refused(
	refusals: readonly [ErrorCodeMeaning, ...ErrorCodeMeaning[]],
	order: OrderFields,
	hints: readonly string[],
) {
	const remedies = refusals.map(({ code, remedy }) =>
		[affectedSigners(code, order), remedy].filter(Boolean).join(' '),
	);
	const [refusal] = refusals;
	return new ProtocolError('orderRefused', codesInWords(refusals), {
		description: [...remedies, ...hints].join('\n'),
		refusal,
		refusals,
	});
}

/** For example `[-57] Material is missing`, the same for each code. */
function codesInWords(meanings: readonly ErrorCodeMeaning[]): string {
	return meanings.map(({ code, message }) => `[${code}] ${message}`).join('; ');
}

/** What an error must not contain, should a server echo the request. */
function secretsOf({ password = '', signerlist }: OrderFields, tokenId: string): string[] {
	const numbers = signerlist.map((signer) => ('orgNo' in signer ? signer.orgNo : signer.userNo));
	return [tokenId, password, ...numbers];
}
