import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { ErrorCodeMeaning } from '../protocol/errorCodes';
import type { ProtocolErrorCode } from '../protocol/errors';
import { asError, ProtocolError } from '../protocol/errors';
import { withoutMarkup } from '../protocol/withoutMarkup';
import { failureOf } from './failure';

/** Errors that have nothing to do with the platform or the connection to it. */
const OURS: ReadonlySet<ProtocolErrorCode> = new Set([
	'invalidParameters',
	'invalidCredential',
	'notAcknowledged',
	'notRecorded',
	'stillProcessing',
	'nothingMarked',
	'fileChanged',
]);

/**
 * The error as n8n shows it: the message says what happened, the description what to do. It always names the item.
 * Neither contains HTML tags, because n8n shows both as HTML in places. The platform's rejections and failed
 * connections become a NodeApiError, everything else a NodeOperationError.
 *
 * @param note appended to the description
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
	const message = withoutMarkup(error.message);
	const description = withoutMarkup([error.description, note].filter(Boolean).join('\n'));
	if (OURS.has(error.code)) {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const httpCode = String(error.refusal?.code ?? error.httpStatus ?? error.code);
	const failure = failureOf(error);
	// From this, too, n8n takes a description if there is none.
	return new NodeApiError(
		node,
		{ ...toJson(error), message, description },
		{
			...{ message, description, httpCode, itemIndex },
			...(failure && { failure }),
		},
	);
}

/** An error of n8n's or of a library, with its message unchanged. */
function unexpectedError(
	error: unknown,
	node: INode,
	itemIndex: number,
	note: string,
): NodeOperationError {
	const cause = error instanceof Error ? error : String(error);
	const nodeError = new NodeOperationError(node, cause, { itemIndex });
	if (note) nodeError.description = [nodeError.description, note].filter(Boolean).join('\n');
	return nodeError;
}

/** The error as an item's JSON, for a workflow that continues on failure. */
export function toErrorJson(error: unknown): JsonObject {
	if (!(error instanceof ProtocolError)) {
		return { code: 'unexpected', message: asError(error).message };
	}
	return toJson(error);
}

function toJson({
	code,
	message,
	description,
	problems,
	refusal,
	refusals,
	httpStatus,
}: ProtocolError): JsonObject {
	return {
		code: refusal?.code ?? code,
		message,
		...(description === undefined ? {} : { description }),
		...(refusal ? { messageZh: refusal.messageZh, kind: refusal.kind } : {}),
		...(refusals.length > 1 ? { errors: refusals.map(codeOf) } : {}),
		...(problems.length > 0 ? { problems: problems.map((problem) => ({ ...problem })) } : {}),
		...(httpStatus === undefined ? {} : { httpStatus }),
	};
}

/** One of several codes, in the format of the trigger's output Failed. */
function codeOf({ code, message, messageZh, kind }: ErrorCodeMeaning): JsonObject {
	return { code, message, messageZh, kind };
}
