import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters, ProtocolError } from '../protocol/errors';
import { inWords } from '../shared/inWords';
import { failedOutput } from '../shared/itemLoop';
import { recordFirst } from './processedRecord';

/** Text as it is, or a number; a `NaN` is what a failed calculation leaves. */
const identitySchema = z.preprocess(
	(value) => (Number.isFinite(value) ? String(value) : value),
	z.string().refine((text) => text.trim() !== '', 'is empty'),
);

/** Of an item that failed, what comes out for it. */
type Failed = INodeExecutionData;

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
	const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
	let recorded = 0;
	// One after the other: the first of equal items in one run is the new one.
	for (const [index, { item, identity }] of readings.entries()) {
		const result = await record(context, identity, index, recorded);
		if (result === 'new') recorded++;
		const output = typeof result === 'string' ? { ...item, pairedItem: { item: index } } : result;
		outputs[result === 'known' ? 1 : 0].push(output);
	}
	return outputs;
}

function readIdentity(context: IExecuteFunctions, index: number): string | Failed {
	try {
		return identityOf(context.getNodeParameter('pushIdentity', index));
	} catch (error) {
		return failedOutput(context, error, index);
	}
}

function identityOf(given: unknown): string {
	const parsed = identitySchema.safeParse(given, { errorMap: inWords });
	if (parsed.success) return parsed.data;
	const where = 'Push Identity';
	throw invalidParameters(parsed.error.issues.map(({ message }) => ({ where, message })));
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
		return (await recordFirst(context, identity)) ? 'new' : 'known';
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
