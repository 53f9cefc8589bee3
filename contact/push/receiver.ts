import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { z } from 'zod/v4';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import type { PushForm } from './pushForm';
import type { ReceivedPush } from './readPush';
import { MOST_BYTES, readPush } from './readPush';

export interface ReceiverOptions {
	/** Port on 127.0.0.1; 0 takes a free one. */
	readonly port: number;
	/** The order whose push is awaited; all others are refused. */
	readonly orderNumber: string;
	/** How often the awaited push is refused, to see when it is retried. */
	readonly refusals: number;
	/** Called for each push with what happened, without anybody's data. */
	readonly onPush?: (happened: string) => void;
}

/** The awaited push, whole, though it may have been refused on purpose so far. */
export type AwaitedPush = Exclude<ReceivedPush, { kind: 'refused' }> & {
	readonly receivedAt: Date;
};

/** What came to the callback address. */
export interface Reception {
	/** Undefined while it has not come. */
	readonly awaited: AwaitedPush | undefined;
	/** Whether it was answered `1`. */
	readonly isAnswered: boolean;
	/** How the awaited order's last push was written, whether or not it could be taken. */
	readonly form: PushForm | undefined;
	/** Why pushes of the awaited order could not be taken. */
	readonly problems: readonly (RefusalCode | 'hashOfText')[];
	/** Pushes of other orders, or of none, which were refused. */
	readonly strangers: number;
}

/** A callback address on loopback. */
export interface Receiver {
	readonly port: number;
	readonly reception: Reception;
	/** Resolves when the awaited push was answered, or the signal aborts. */
	readonly wait: (signal: AbortSignal) => Promise<Reception>;
	readonly stop: () => Promise<void>;
}

/** Milliseconds in which a whole push must come. */
const REQUEST_TIMEOUT = 60_000;
const MOST_CONNECTIONS = 8;
const TEXT = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };

/** Starts to listen. Rejects where the port is taken. */
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

/** Takes pushes, and answers `1` to the awaited one alone. */
class PushDesk {
	private awaited: AwaitedPush | undefined;
	private isAnswered = false;
	private form: PushForm | undefined;
	private readonly problems = new Set<RefusalCode | 'hashOfText'>();
	private strangers = 0;
	/** When pushes of the awaited order came that were refused on purpose. */
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
			response.writeHead(200, TEXT).end('Waiting for a push of WoSignDoc, which comes by POST.\n');
			return;
		}
		const body = await bodyOf(request).catch(() => undefined);
		if (!body) {
			response.writeHead(413, TEXT).end('0 the push is too large, or broke off');
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
			onPush('a push of another order came and was refused');
			return { status: 403, text: '0 this order is not awaited here' };
		}
		this.form = push.form;
		this.noteInterval(receivedAt);
		if (push.kind === 'refused') {
			this.problems.add(push.isHashOfText ? 'hashOfText' : push.code);
			onPush('the push came, but could not be read, and was refused');
			return { status: push.httpStatus, text: `0 ${push.code}` };
		}
		this.awaited ??= { ...push, receivedAt };
		if (!this.isAnswered && this.refusedAt.length < refusals) {
			this.refusedAt.push(receivedAt.getTime());
			onPush(`the push came and was refused on purpose (${this.refusedAt.length} of ${refusals})`);
			return { status: 503, text: '0 refused on purpose, to see when it is retried' };
		}
		this.isAnswered = true;
		onPush('the push came and was answered 1');
		return { status: 200, text: '1' };
	}

	/** Seconds since the push that was refused before, as long as one was. */
	private noteInterval(receivedAt: Date): void {
		const last = this.refusedAt.at(-1);
		if (last === undefined || this.intervals.length >= this.refusedAt.length) return;
		this.intervals.push(Math.round((receivedAt.getTime() - last) / 100) / 10);
	}
}

/** Reads a whole body; rejects one that is too large, or breaks off. */
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
