import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { z } from 'zod';
import { waitFor } from '../../harness/n8n/waitFor';

const targetsSchema = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const answerSchema = z.object({ id: z.number(), result: z.unknown() });
const usageSchema = z.object({ result: z.object({ value: z.number() }) });

/** Milliseconds that the process's main thread, which runs JavaScript, has worked: other programs don't count. */
export function workedMs(pid: number): number {
	const [nanoseconds = ''] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
	return Number(nanoseconds) / 1_000_000;
}

/** What the process has open: sockets, pipes, and files other than its database, which opens some at will. */
export function descriptors(pid: number): string[] {
	return readdirSync(`/proc/${pid}/fd`)
		.map((name) => targetOf(`/proc/${pid}/fd/${name}`))
		.filter((target) => target !== '' && !target.includes('database.sqlite'));
}

function targetOf(link: string): string {
	try {
		return readlinkSync(link);
	} catch {
		// Closed meanwhile.
		return '';
	}
}

/** What n8n holds in memory, asked of its debugger. */
export class HeldMemory {
	private calls = 0;
	private readonly waiting = new Map<number, (result: unknown) => void>();

	private constructor(private readonly socket: WebSocket) {
		socket.addEventListener('message', ({ data }) => {
			const answer = answerSchema.safeParse(JSON.parse(String(data)));
			if (answer.success) this.waiting.get(answer.data.id)?.(answer.data.result);
		});
	}

	/** @param port where the process accepts a debugger */
	static async of(pid: number, port: number): Promise<HeldMemory> {
		process.kill(pid, 'SIGUSR1');
		const url = await waitFor('n8n’s debugger', async () => await debuggerUrl(port), 30_000);
		const socket = new WebSocket(url);
		await new Promise((resolve) => socket.addEventListener('open', resolve));
		return new HeldMemory(socket);
	}

	/** Bytes that are left after a collection of garbage, in the heap and in buffers. */
	async bytes(): Promise<number> {
		await this.call('HeapProfiler.collectGarbage');
		await this.call('HeapProfiler.collectGarbage');
		const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())';
		return usageSchema.parse(await this.call('Runtime.evaluate', { expression })).result.value;
	}

	close(): void {
		this.socket.close();
	}

	private async call(method: string, params: object = {}): Promise<unknown> {
		const id = ++this.calls;
		const answered = new Promise((resolve) => this.waiting.set(id, resolve));
		this.socket.send(JSON.stringify({ id, method, params }));
		return await answered.finally(() => this.waiting.delete(id));
	}
}

async function debuggerUrl(port: number): Promise<string | undefined> {
	const response = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
	return response && targetsSchema.parse(await response.json())[0]?.webSocketDebuggerUrl;
}
