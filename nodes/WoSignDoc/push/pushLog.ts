import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { KnownOrder } from './pushReader';
import type { PushRefusal } from './refusal';

/** One line for a push that came in: never its content, a token, or what else it says of people. */
export function logReceived(
	context: IWebhookFunctions,
	{ json }: INodeExecutionData,
	startedAt: number,
): void {
	const size = json['size'] === undefined ? '' : `, ${Number(json['size'])} bytes`;
	const verified =
		json['verified'] === true ? `, ${JSON.stringify(json['hashAlgorithm'])} verified` : '';
	context.logger.info(
		`WoSignDoc push ${JSON.stringify(json['event'])}: ${named(json)}${size}${verified}, ${Date.now() - startedAt} ms`,
	);
}

/** One line for a push that was refused, with the reason and who sent it. */
export function logRefused(
	context: IWebhookFunctions,
	{ code, httpStatus, reason }: PushRefusal,
	order: KnownOrder,
): void {
	const { ip } = context.getRequestObject();
	context.logger.warn(
		`WoSignDoc push refused: ${httpStatus} ${code}, ${reason}; ${named({ ...order })}, from ${ip ?? 'an unknown address'}`,
	);
}

/** One line for a push that was answered before. */
export function logRepeated(context: IWebhookFunctions, order: KnownOrder): void {
	context.logger.info(`WoSignDoc push repeated, answered 1 again: ${named({ ...order })}`);
}

/** As JSON, so that no order number can break the line or feign another. */
function named({ signid, orderNumber }: Record<string, unknown>): string {
	return `signid ${JSON.stringify(signid ?? null)}, order ${JSON.stringify(orderNumber ?? null)}`;
}
