import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asError, ProtocolError } from '../protocol/errors';
import { readGateRequest } from '../push/processed/gateRequest';
import type { GateRequest } from '../push/processed/pushGate';
import { PushGate } from '../push/processed/pushGate';
import { workflowHints } from '../push/processed/workflowHints';
import { failedOutput } from '../shared/itemLoop';

/** The output for an item that failed. */
type Failed = { readonly failed: INodeExecutionData };
type Outputs = Record<'new' | 'known' | 'failed', INodeExecutionData[]>;

/**
 * The operation `push: skipProcessed`: separates the items that this node has never seen from those it has, using n8n's
 * database, so it works across processes, restarts, and concurrent executions. Outputs: New, Already Processed. An item
 * on New is claimed until Mark Processed or Acknowledge marks it; with Record set to When Passed it is recorded
 * immediately, whatever happens to it later. An item claimed by another execution is an error. With Continue On Fail an
 * item that fails is output on New as its error alone, without its data, so that nothing is done twice with it; n8n
 * moves it from there to the error output, if the node has one.
 */
export async function skipProcessed(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	// All are read before one is recorded: if an item stops the workflow, no other item has been recorded for nothing.
	const readings = context
		.getInputData()
		.map((item, index) => ({ item, request: readRequest(context, index) }));
	const gate = new PushGate(context);
	const outputs: Outputs = { new: [], known: [], failed: [] };
	let isOver = false;
	try {
		// One after the other: of equal items in one run, the first is the new one.
		for (const [index, { item, request }] of readings.entries()) {
			const result = await pass(context, gate, request, index, outputs.new.length);
			if (typeof result !== 'string') outputs.failed.push(result.failed);
			else outputs[result].push({ ...item, pairedItem: { item: index } });
		}
		isOver = true;
	} finally {
		// After an error nothing is output, so nothing may stay claimed: neither for Retry On Fail nor for the next repeat.
		if (!isOver) await gate.release();
	}
	gate.remember();
	context.addExecutionHints(...workflowHints(context));
	// Retry On Fail reruns a node whose first item is an error: then nothing may have been recorded.
	return [[...outputs.new, ...outputs.failed], outputs.known];
}

function readRequest(context: IExecuteFunctions, index: number): GateRequest | Failed {
	try {
		return readGateRequest(context, index);
	} catch (error) {
		return { failed: failedOutput(context, error, index) };
	}
}

/** @param passed how many items of this run have passed before this one */
async function pass(
	context: IExecuteFunctions,
	gate: PushGate,
	request: GateRequest | Failed,
	index: number,
	passed: number,
): Promise<'new' | 'known' | Failed> {
	if ('failed' in request) return request;
	const note = request.recorded === 'whenPassed' ? recordedBefore(passed) : '';
	const fails = (error: ProtocolError) => ({ failed: failedOutput(context, error, index, note) });
	const result = await gate.pass(request).catch(asError);
	if (result instanceof Error) return fails(notRecorded(result));
	return result === 'claimed' ? fails(stillProcessing(request)) : result;
}

function notRecorded(cause: Error): ProtocolError {
	return new ProtocolError(
		'notRecorded',
		`n8n’s database did not record the push: ${cause.message}`,
		{
			description:
				'The push did not pass. Make sure that n8n’s database can be reached, and try again.',
			cause,
		},
	);
}

function stillProcessing({ longestRun }: GateRequest): ProtocolError {
	const minutes = longestRun / 60_000;
	return new ProtocolError('stillProcessing', 'The push is being processed by another execution', {
		description: `It did not pass, so that nothing is done twice, and WoSignDoc retries it. If the other execution fails before it marks the push as processed, the push passes again ${minutes} to ${minutes * 1.25} minutes after that execution began ('Longest Run').`,
	});
}

function recordedBefore(count: number): string {
	if (count === 0) return '';
	const pushes = count === 1 ? '1 push of this run is' : `${count} pushes of this run are`;
	return `${pushes} recorded already, and will come out on Already Processed.`;
}
