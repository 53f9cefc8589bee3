import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { ProtocolErrorCode } from '../protocol/errors';
import { ProtocolError } from '../protocol/errors';

/** What went wrong without the platform. */
const OURS: ReadonlySet<ProtocolErrorCode> = new Set([
	'invalidParameters',
	'invalidCredential',
	'notAcknowledged',
	'notRecorded',
	'fileChanged',
]);

/**
 * The error as n8n shows it: what happened as its message, what to do as its description, always with the
 * item. The platform's refusals and failed connections become a NodeApiError, all else a NodeOperationError.
 *
 * @param note what else the person should know, put below what to do
 */
export function toNodeError(
	error: unknown,
	node: INode,
	itemIndex: number,
	note = '',
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof ProtocolError)) {
		return unexpectedError(error, node, itemIndex, note);
	}
	const { message } = error;
	const description = [error.description, note].filter(Boolean).join('\n');
	if (OURS.has(error.code)) {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const httpCode = String(error.refusal?.code ?? error.httpStatus ?? error.code);
	return new NodeApiError(node, toJson(error), { message, description, httpCode, itemIndex });
}

/** An error of n8n's, in its own words. */
function unexpectedError(
	error: unknown,
	node: INode,
	itemIndex: number,
	note: string,
): NodeOperationError {
	const cause = error instanceof Error ? error : String(error);
	const told = new NodeOperationError(node, cause, { itemIndex });
	if (note) told.description = [told.description, note].filter(Boolean).join('\n');
	return told;
}

/** The error as an item's JSON, for a workflow that continues on failure. */
export function toErrorJson(error: unknown): JsonObject {
	if (!(error instanceof ProtocolError)) {
		return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
	}
	return toJson(error);
}

function toJson({
	code,
	message,
	description,
	problems,
	refusal,
	httpStatus,
}: ProtocolError): JsonObject {
	return {
		code: refusal?.code ?? code,
		message,
		...(description === undefined ? {} : { description }),
		...(refusal ? { messageZh: refusal.messageZh, kind: refusal.kind } : {}),
		...(problems.length > 0 ? { problems: problems.map((problem) => ({ ...problem })) } : {}),
		...(httpStatus === undefined ? {} : { httpStatus }),
	};
}
