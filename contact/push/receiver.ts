import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod/v4';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import type { PushForm } from './pushForm';
import type { ReceivedPush } from './readPush';
import { MOST_BYTES, readPush } from './readPush';

export interface ReceiverOptions {
	/** Port on 127.0.0.1; 0 picks a free one. */
	readonly port: number;
	/** The order whose push is awaited; all others are rejected. */
	readonly orderNumber: string;
	/** How often to reject the awaited push, to see when it is retried. */
	readonly refusals: number;
	/** Called for each push with what happened, without personal data. */
	readonly onPush?: (happened: string) => void;
}

/** The complete awaited push, which may have been rejected on purpose so far. */
export type AwaitedPush = Exclude<ReceivedPush, { kind: 'refused' }> & {
	readonly receivedAt: Date;
};

/** The pushes received so far. */
export interface Reception {
	/** Undefined until it arrives. */
	readonly awaited: AwaitedPush | undefined;
	/** Whether it was answered `1`. */
	readonly isAnswered: boolean;
	/** The form of the awaited order's last push, whether or not it could be accepted. */
	readonly form: PushForm | undefined;
	/** Why pushes of the awaited order could not be accepted. */
	readonly problems: readonly (RefusalCode | 'hashOfText')[];
	/** Number of rejected pushes of other orders, or of none. */
	readonly strangers: number;
}

/** A callback URL on loopback. */
export interface Receiver {
	readonly port: number;
	readonly reception: Reception;
	/** Resolves when the awaited push was answered or the signal aborts. */
	readonly wait: (signal: AbortSignal) => Promise<Reception>;
	readonly stop: () => Promise<void>;
}

/** Milliseconds within which a complete push must arrive. */
const REQUEST_TIMEOUT = 60_000;
const MOST_CONNECTIONS = 8;
const TEXT = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };

/** Starts listening. Rejects if the port is in use. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
	const desk = new PushDesk(options);
	const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
		void desk.take(request, response);
	});
	server.maxConnections = MOST_CONNECTIONS;
	server.listen(options.port, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: portOf(server),
		get reception() {
			return desk.reception;
		},
		wait: async (signal) => await desk.wait(signal),
		stop: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

function portOf(server: Server): number {
	return z.object({ port: z.number() }).parse(server.address()).port;
}

/** Receives pushes, and responds with `1` only to the awaited one. */
class PushDesk {
	private awaited: AwaitedPush | undefined;
	private isAnswered = false;
	private form: PushForm | undefined;
	private readonly problems = new Set<RefusalCode | 'hashOfText'>();
	private strangers = 0;
	/** When the awaited order's pushes were rejected on purpose. */
	private readonly refusedAt: number[] = [];
	private readonly intervals: number[] = [];
	private readonly answered: Promise<void>;
	private end: () => void = () => undefined;

	constructor(private readonly options: ReceiverOptions) {
		this.answered = new Promise((resolve) => (this.end = resolve));
	}

	get reception(): Reception {
		const { awaited, isAnswered, problems, strangers, intervals } = this;
		const form = this.form && {
			...this.form,
			...(intervals.length > 0 && { retryIntervals: intervals }),
		};
		return { awaited, isAnswered, form, problems: [...problems], strangers };
	}

	async wait(signal: AbortSignal): Promise<Reception> {
		const aborted = new Promise<void>((resolve) => {
			if (signal.aborted) resolve();
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
		await Promise.race([this.answered, aborted]);
		return this.reception;
	}

	async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const receivedAt = new Date();
		if (request.method !== 'POST') {
			response.writeHead(200, TEXT).end('Waiting for a push from WoSignDoc by POST.\n');
			return;
		}
		const body = await bodyOf(request).catch(() => undefined);
		if (!body) {
			response.writeHead(413, TEXT).end('0 the push is too large or was cut off');
			return;
		}
		const headers = pairs(request.rawHeaders);
		const push = await readPush({ headers, body });
		const { status, text } = this.judge(push, receivedAt);
		response.writeHead(status, TEXT).end(text, () => {
			if (this.isAnswered) this.end();
		});
	}

	private judge(push: ReceivedPush, receivedAt: Date): { status: number; text: string } {
		const { orderNumber, onPush = () => undefined, refusals } = this.options;
		if (push.orderNumber !== orderNumber) {
			this.strangers++;
			onPush('a push of another order arrived and was rejected');
			return { status: 403, text: '0 this order is not expected here' };
		}
		this.form = push.form;
		this.noteInterval(receivedAt);
		if (push.kind === 'refused') {
			this.problems.add(push.isHashOfText ? 'hashOfText' : push.code);
			onPush('the push arrived, but could not be read, and was rejected');
			return { status: push.httpStatus, text: `0 ${push.code}` };
		}
		this.awaited ??= { ...push, receivedAt };
		if (!this.isAnswered && this.refusedAt.length < refusals) {
			this.refusedAt.push(receivedAt.getTime());
			onPush(
				`the push arrived and was rejected on purpose (${this.refusedAt.length} of ${refusals})`,
			);
			return { status: 503, text: '0 rejected on purpose, to see when it is retried' };
		}
		this.isAnswered = true;
		onPush('the push arrived and was answered 1');
		return { status: 200, text: '1' };
	}

	/** Records the seconds since the previous rejected push, if any. */
	private noteInterval(receivedAt: Date): void {
		const last = this.refusedAt.at(-1);
		if (last === undefined || this.intervals.length >= this.refusedAt.length) return;
		this.intervals.push(Math.round((receivedAt.getTime() - last) / 100) / 10);
	}
}

/** Reads a whole body; rejects if it is too large or is cut off. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request) {
		const bytes = z.instanceof(Buffer).parse(chunk);
		length += bytes.length;
		if (length > MOST_BYTES) throw new Error('the body is too large');
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
	return rawHeaders.flatMap((name, index) =>
		index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] satisfies [string, string]] : [],
	);
}
