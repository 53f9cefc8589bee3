import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters, mergeProblems, ProtocolError } from '../protocol/errors';
import { recordOnce } from '../push/repeats/recordOnce';
import { failedOutput } from '../shared/itemLoop';
import { ParameterReader } from '../shared/parameterReader';
import { validationMessage } from '../shared/validationMessage';

/** Text as it is, or a number; a `NaN` is what a failed calculation leaves. */
const identitySchema = z.preprocess(
	(value) => (Number.isFinite(value) ? String(value) : value),
	z.string().refine((text) => text.trim() !== '', 'is empty'),
);

/** Of an item that failed, what comes out for it. */
type Failed = INodeExecutionData;
type Outputs = Record<'new' | 'known' | 'failed', INodeExecutionData[]>;

/**
 * The operation `push: skipProcessed`: parts the items that this node has never seen from those it has, by n8n's
 * database; so it holds across processes and restarts, and for any number at once.
 * Outputs: New, Already Processed. What is New is recorded at once, whatever becomes of it later. With Continue On Fail
 * an item that fails comes out on New as its error alone, without its data, so that nothing is done twice with them;
 * n8n moves it from there to the error output, where the node has one.
 */
export async function skipProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	// All are read before one is recorded: an item that stops the workflow lets none pass for nothing.
	const readings = context
		.getInputData()
		.map((item, index) => ({ item, identity: readIdentity(context, index) }));
	const outputs: Outputs = { new: [], known: [], failed: [] };
	// One after the other: the first of equal items in one run is the new one.
	for (const [index, { item, identity }] of readings.entries()) {
		const result = await record(context, identity, index, outputs.new.length);
		if (typeof result === 'string') outputs[result].push({ ...item, pairedItem: { item: index } });
		else outputs.failed.push(result);
	}
	// Retry On Fail runs a node again whose first item is an error: then nothing may have been recorded.
	return [[...outputs.new, ...outputs.failed], outputs.known];
}

function readIdentity(context: IExecuteFunctions, index: number): string | Failed {
	try {
		return identityOf(new ParameterReader(context, index));
	} catch (error) {
		return failedOutput(context, error, index);
	}
}

function identityOf(parameters: ParameterReader): string {
	const where = 'Push Identity';
	const given = parameters.read('pushIdentity', where);
	const parsed = identitySchema.safeParse(given, { errorMap: validationMessage });
	if (parsed.success) return parsed.data;
	const found = parsed.error.issues.map(({ message }) => ({ where, message }));
	throw invalidParameters(mergeProblems(parameters.problems, found));
}

/** @param recorded how many items of this run were recorded before this one */
async function record(
	context: IExecuteFunctions,
	identity: string | Failed,
	index: number,
	recorded: number,
): Promise<'new' | 'known' | Failed> {
	if (typeof identity !== 'string') return identity;
	try {
		return (await recordOnce(context, identity)) ? 'new' : 'known';
	} catch (error) {
		return failedOutput(context, notRecorded(error), index, recordedBefore(recorded));
	}
}

function notRecorded(cause: unknown): ProtocolError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new ProtocolError('notRecorded', `n8n’s database did not record the push: ${reason}`, {
		description:
			'The push did not pass. Make sure that n8n’s database can be reached, and try again.',
		cause,
	});
}

function recordedBefore(count: number): string {
	if (count === 0) return '';
	const pushes = count === 1 ? '1 push of this run is' : `${count} pushes of this run are`;
	return `${pushes} recorded already, and will come out on Already Processed.`;
}
