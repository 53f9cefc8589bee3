import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from './contenders';
import type { BenchDocument } from './documents';
import { pushOf } from './documents';
import { post } from './post';
import type { Scene } from './scene';

const POLL_MS = 3;

/** What one document took; or why it did not get through. */
export type Run =
	| { readonly wall: number; readonly cpu: number; readonly row: number }
	| { readonly failure: string };

let sent = 0;

/** Hands a document to a contender's workflow; gives the HTTP status of the answer. */
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
	// Each push of another order: a repeat would start nothing.
	return await post(url, 'application/json', pushOf(document, `BENCH-${++sent}`), signal);
}

/** One document through one contender with nothing beside it: until its execution has ended and is recorded. */
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
		// What is left to be cleared away belongs to the cost.
		await scene.idle();
		return { wall, cpu: processes.cpuSeconds() - cpuBefore, row: rows.size(execution.id) };
	} catch (error) {
		return { failure: failureOf(error, signal, timeoutMs) };
	}
}

/** Waits until so many of a contender's executions after one have ended. */
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
	if (signal.aborted) return `not done in ${timeoutMs / 1e3} s`;
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
