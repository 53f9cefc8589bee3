import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { asError, ProtocolError } from '../../protocol/errors';
import { databaseRecords } from './databaseRecords';
import type { PassedPushes } from './passedPushes';
import { markProcessed } from './processedPushes';

/** The operations after which a push counts as processed. */
const MARKING = z.object({
	resource: z.literal('push'),
	operation: z.enum(['acknowledge', 'markProcessed']),
});

/** Whether a node that marks pushes comes after this one. */
export function isMarkedLater(context: IExecuteFunctions): boolean {
	const { name, type: ownType } = context.getNode();
	return context
		.getChildNodes(name, { includeNodeParameters: true })
		.filter(({ disabled, type }) => !disabled && type === ownType)
		.some(({ parameters }) => MARKING.safeParse(parameters).success);
}

/**
 * Marks the pushes that items stand for as processed. Throws what prevents one from being marked: it failed before, n8n
 * doesn't know which one it is, or the database didn't record it.
 */
export async function markPushes(
	context: IExecuteFunctions,
	{ pushes, outcome }: PassedPushes,
): Promise<void> {
	if (outcome === 'failed') throw notMarked(FAILED_BEFORE);
	if (outcome === 'unclear') throw notMarked(UNCLEAR);
	const records = databaseRecords(context);
	for (const push of pushes) {
		const failure = await markProcessed(records, push).catch(asError);
		if (failure) throw notRecorded(failure);
	}
}

function notRecorded(cause: Error): ProtocolError {
	return new ProtocolError(
		'notRecorded',
		`n8n’s database did not record that the push was processed: ${cause.message}`,
		{
			description:
				'The push passes Push: Skip Processed again when WoSignDoc repeats it. Make sure that n8n’s database can be reached.',
			cause,
		},
	);
}

const FAILED_BEFORE = {
	message: 'The push was not marked as processed, because it failed in Push: Skip Processed',
	description:
		'Connect only the output New of Push: Skip Processed to what follows, and let errors of that node stop the workflow (On Error: Stop Workflow), so that WoSignDoc retries.',
};

const UNCLEAR = {
	message: 'Which push this item belongs to is unknown, so none was marked as processed',
	description:
		'Several pushes passed Push: Skip Processed, and a node in between does not pair its output with its input. Put Push: Mark Processed before that node, or set pairedItem in it.',
};

/** There is no Skip Processed before an item that is to be marked. */
export const NONE_PASSED = {
	message: 'No push was marked as processed, because none passed Push: Skip Processed before',
	description:
		'Put this node after Push: Skip Processed in the same workflow: it marks what passed there in this execution.',
};

export function notMarked(text: { message: string; description: string }): ProtocolError {
	return new ProtocolError('nothingMarked', text.message, { description: text.description });
}
