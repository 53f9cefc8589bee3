import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { oneLine } from '../protocol/oneLine';
import type { KnownOrder } from './wire/pushReader';
import type { PushRefusal } from './wire/refusal';

/** Characters of a sender's text that are logged. */
const MOST_SHOWN = 500;

/** Logs a push that was received: never its content, a token, or personal data. */
export function logReceived(
	context: IWebhookFunctions,
	{ json }: INodeExecutionData,
	startedAt: number,
): void {
	const size = json['size'] === undefined ? '' : `, ${Number(json['size'])} bytes`;
	const verified = json['verified'] === true ? `, ${quoted(json['hashAlgorithm'])} verified` : '';
	const line = `${quoted(json['event'])}: ${named(json)}${size}${verified}, ${Date.now() - startedAt} ms`;
	log(context, 'info', `WoSignDoc push ${line}`);
}

/**
 * Logs a push that was rejected, with the reason and the sender's address.
 *
 * @param suppressed bad pushes since the last one that started the workflow, if this one doesn't
 */
export function logRefused(
	context: IWebhookFunctions,
	{ code, httpStatus, reason }: PushRefusal,
	order: KnownOrder,
	suppressed = 0,
): void {
	const address = context.getRequestObject().ip;
	const from = address === undefined ? 'an unknown address' : quoted(address);
	const counted = suppressed > 0 ? `; ${suppressed} in a row not reported on Rejected` : '';
	const line = `${httpStatus} ${code}, ${quoted(reason)}; ${named({ ...order })}, from ${from}${counted}`;
	log(context, 'warn', `WoSignDoc push refused: ${line}`);
}

/** Logs a repeat of an acknowledged push. */
export function logRepeated(context: IWebhookFunctions, order: KnownOrder): void {
	log(context, 'info', `WoSignDoc push repeated, answered 1 again: ${named({ ...order })}`);
}

/** Logs that a document was output without its evidence. */
export function logFailedEvidence(
	context: IWebhookFunctions,
	order: KnownOrder,
	reason: string,
): void {
	const line = `no evidence: ${quoted(reason)}; ${named({ ...order })}`;
	log(context, 'warn', `WoSignDoc push received, ${line}`);
}

/** Writes exactly one line, whatever the sender's text contains. */
function log(context: IWebhookFunctions, level: 'info' | 'warn', line: string): void {
	context.logger[level](oneLine(line));
}

function named({ signid, orderNumber }: Record<string, unknown>): string {
	return `signid ${quoted(signid)}, order ${quoted(orderNumber)}`;
}

/** As JSON, so that a sender's text can't imitate another part of the line. */
function quoted(value: unknown): string {
	return JSON.stringify(typeof value === 'string' ? value.slice(0, MOST_SHOWN) : (value ?? null));
}
