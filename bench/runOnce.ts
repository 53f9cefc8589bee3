import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from './contenders';
import type { BenchDocument } from './documents';
import { pushOf } from './documents';
import { post } from './post';
import type { Scene } from './scene';

const POLL_MS = 3;

/** The figures of one document, or why it failed. */
export type Run =
	| { readonly wall: number; readonly cpu: number; readonly row: number }
	| { readonly failure: string };

let sent = 0;

/** Passes a document to a contender's workflow and returns the response's HTTP status. */
export async function hand(
	scene: Scene,
	contender: Contender,
	document: BenchDocument,
	signal: AbortSignal,
): Promise<number> {
	const { n8n, receiverUrl } = scene;
	const hook = contender.kind === 'ours' && contender.direction === 'incoming' ? '/push' : '';
	const url = n8n.webhookUrl(contender.workflow + hook);
	if (contender.direction === 'outgoing') {
		const order = JSON.stringify({ file: document.file, url: receiverUrl });
		return await post(url, 'application/json', [Buffer.from(order)], signal);
	}
	if (contender.kind === 'bound') {
		return await post(url, 'application/pdf', [document.bytes], signal);
	}
	// A different order for each push, because repeats don't start the workflow.
	return await post(url, 'application/json', pushOf(document, `BENCH-${++sent}`), signal);
}

/** Runs one contender with one document and no other load, until its execution has ended and is recorded. */
export async function runOnce(
	scene: Scene,
	contender: Contender,
	document: BenchDocument,
	timeoutMs: number,
): Promise<Run> {
	const { processes, rows } = scene;
	await scene.idle();
	const lastId = rows.lastId();
	const cpuBefore = processes.cpuSeconds();
	const signal = AbortSignal.timeout(timeoutMs);
	const start = performance.now();
	try {
		const status = await hand(scene, contender, document, signal);
		if (status !== 200) return { failure: `HTTP ${status}` };
		const [execution] = await ended(scene, contender, lastId, 1, signal);
		const wall = (performance.now() - start) / 1e3;
		if (execution?.status !== 'success') return { failure: `execution: ${execution?.status}` };
		// Includes the cost of cleaning up afterward.
		await scene.idle();
		return { wall, cpu: processes.cpuSeconds() - cpuBefore, row: rows.size(execution.id) };
	} catch (error) {
		return { failure: failureOf(error, signal, timeoutMs) };
	}
}

/** Waits until `count` of a contender's executions after a given one have ended. */
export async function ended(
	{ rows, workflowIdOf }: Scene,
	contender: Contender,
	afterId: number,
	count: number,
	signal: AbortSignal,
) {
	for (;;) {
		const found = rows.ended(workflowIdOf(contender), afterId);
		if (found.length >= count) return found;
		await delay(POLL_MS, undefined, { signal });
	}
}

function failureOf(error: unknown, signal: AbortSignal, timeoutMs: number): string {
	if (signal.aborted) return `not finished within ${timeoutMs / 1e3} s`;
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
