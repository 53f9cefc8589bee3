import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { z } from 'zod';
import { isRecordedWhenMarked, MISSING_MARK } from './gateRequest';
import { isMarkedLater } from './markPushes';

/** n8n's types hide the workflow's connections from nodes, but every context has them. */
const connectionsSchema = z.object({
	workflow: z.object({
		connectionsBySourceNode: z.record(
			z.object({ main: z.array(z.array(z.unknown()).nullish().catch([])).default([]) }),
		),
	}),
});

const TRIGGER_SUFFIX = 'woSignDocTrigger';
const acknowledgesLater = z.object({ acknowledge: z.literal('acknowledgeOperation') });

/** Hints about what is missing in the workflow around Skip Processed. */
export function workflowHints(context: IExecuteFunctions): NodeExecutionHint[] {
	const needsMark = isRecordedWhenMarked(context);
	const messages = [
		...(needsMark && !isMarkedLater(context) ? [`Record ${MISSING_MARK}.`] : []),
		...(isSecondOutputLoose(context) ? looseOutput(context, needsMark) : []),
	];
	return messages.map((message) => ({ message, type: 'warning', location: 'outputPane' }));
}

function looseOutput(context: IExecuteFunctions, needsMark: boolean): string[] {
	if (!needsMark) {
		return [
			"The output Already Processed leads nowhere. With 'Record' set to 'When Passed', a push whose run fails after this node comes out there when it is repeated, and its document is lost. Connect the output, or set 'Record' to 'When Marked'.",
		];
	}
	if (!isAcknowledgedByOperation(context)) return [];
	return [
		'The output Already Processed leads nowhere. If the answer to a push is lost, WoSignDoc repeats it without end. Connect the output to a WoSignDoc node with Push: Acknowledge.',
	];
}

/** Whether the second output has no connection; unknown counts as connected. */
function isSecondOutputLoose(context: IExecuteFunctions): boolean {
	const { data } = connectionsSchema.safeParse(context);
	if (!data) return false;
	const outputs = data.workflow.connectionsBySourceNode[context.getNode().name]?.main;
	return (outputs?.[1] ?? []).length === 0;
}

function isAcknowledgedByOperation(context: IExecuteFunctions): boolean {
	return context
		.getParentNodes(context.getNode().name, { includeNodeParameters: true })
		.filter(({ disabled, type }) => !disabled && type.endsWith(`.${TRIGGER_SUFFIX}`))
		.some(({ parameters }) => acknowledgesLater.safeParse(parameters).success);
}
