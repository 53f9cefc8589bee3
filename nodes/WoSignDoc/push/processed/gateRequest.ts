import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters, mergeProblems } from '../../protocol/errors';
import { ParameterReader } from '../../shared/parameterReader';
import { validationMessage } from '../../shared/validationMessage';
import { OPTION_BOUNDS } from '../triggerOptions';
import { isMarkedLater } from './markPushes';
import type { GateRequest } from './pushGate';

const MINUTE = 60_000;
const { minValue, maxValue } = OPTION_BOUNDS.longestRun;

const RECORD = 'Record';
/** The labels of the parameters. */
const LABELS: ReadonlyMap<unknown, string> = new Map([
	['pushIdentity', 'Push Identity'],
	['record', RECORD],
	['longestRun', 'Longest Run'],
]);

const inputSchema = z
	.object({
		/** Text unchanged, or a number; a `NaN` is the result of a failed calculation. */
		pushIdentity: z.preprocess(
			(value) => (Number.isFinite(value) ? String(value) : value),
			z.string().refine((text) => text.trim() !== '', 'is empty'),
		),
		record: z.enum(['whenMarked', 'whenPassed']),
		longestRun: z.number().min(minValue).max(maxValue),
	})
	.transform(({ pushIdentity, record, longestRun }) => ({
		identity: pushIdentity,
		recorded: record,
		longestRun: longestRun * MINUTE,
	}));

/** Whether a push counts as processed only once it is marked, which is the default; the same for all items. */
export function isRecordedWhenMarked(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('record', 0, 'whenMarked') === 'whenMarked';
}

/** Reads the parameters of Skip Processed for an item. Throws everything that is wrong with them. */
export function readGateRequest(context: IExecuteFunctions, item: number): GateRequest {
	const parameters = new ParameterReader(context, item);
	const given = {
		pushIdentity: parameters.read('pushIdentity', 'Push Identity'),
		record: parameters.read('record', RECORD, 'whenMarked'),
		longestRun: parameters.read('longestRun', 'Longest Run', 15),
	};
	const parsed = inputSchema.safeParse(given, { errorMap: validationMessage });
	const found = parsed.success
		? neverMarked(context, parsed.data)
		: parsed.error.issues.map(({ path: [name = ''], message }) => ({
				where: LABELS.get(name) ?? '',
				message,
			}));
	if (parsed.success && found.length === 0) return parsed.data;
	throw invalidParameters(mergeProblems(parameters.problems, found));
}

/** A push that nothing marks would pass again at each repeat. While a workflow is being built, that is only a hint. */
function neverMarked(context: IExecuteFunctions, { recorded }: GateRequest) {
	const isBeingBuilt = context.getMode() === 'manual';
	if (recorded !== 'whenMarked' || isBeingBuilt || isMarkedLater(context)) return [];
	return [{ where: RECORD, message: MISSING_MARK }];
}

/** What is wrong with a workflow that never marks a push. */
export const MISSING_MARK =
	"is 'When Marked', but no node after this one marks pushes. Add a WoSignDoc node with Push: Mark Processed as the last step, or Push: Acknowledge";
