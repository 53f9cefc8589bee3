import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
	/** 0 where the connection ended without an answer. */
	readonly status: number;
	readonly text: string;
}

/** The statuses of some answers, each once. */
export function shownStatuses(answers: readonly Pick<Answer, 'status'>[]): string {
	const shown = answers.map(({ status }) => (status === 0 ? 'not at all' : String(status)));
	return [...new Set(shown)].sort().join(', ');
}

export interface PostOptions {
	readonly headers?: OutgoingHttpHeaders;
	readonly method?: string;
}

/** What n8n says of itself, before a node is asked, when its database was slow to answer. */
const BUSY = 'Database is not ready';
const PAUSE_MS = 100;

/**
 * Sends a request on a connection of its own, again where n8n is not ready to take any; never rejects, for the receiver
 * may end it at any time.
 */
export async function post(
	url: string,
	body: Buffer | string,
	options: PostOptions = {},
): Promise<Answer> {
	for (;;) {
		const answer = await postOnce(url, body, options);
		if (!answer.text.includes(BUSY)) return answer;
		await delay(PAUSE_MS);
	}
}

async function postOnce(
	url: string,
	body: Buffer | string,
	{ headers = {}, method = 'POST' }: PostOptions,
): Promise<Answer> {
	return await new Promise((resolve) => {
		const length = { 'Content-Length': Buffer.byteLength(body) };
		const all = { 'Content-Type': 'application/json', ...length, ...headers };
		const call = request(url, { method, agent: false, headers: all }, (response) => {
			const parts: Buffer[] = [];
			call.removeAllListeners('error').on('error', () => undefined);
			response.on('error', () => undefined);
			response
				.on('data', (part: Buffer) => parts.push(part))
				.on('close', () => {
					call.destroy();
					resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
				});
		});
		call.on('error', () => resolve({ status: 0, text: '' })).end(body);
	});
}

/** A connection on which anything can be sent, HTTP or not. What is sent after it has ended is lost. */
export class RawConnection {
	private answer = '';

	private constructor(private readonly socket: Socket) {
		socket.on('data', (data) => (this.answer += data.toString('latin1')));
		// That it is cut off is what it is for.
		socket.on('error', () => undefined);
	}

	/** Connects, and sends the head of a push with these lines more. */
	static async open(url: string, ...lines: string[]): Promise<RawConnection> {
		const { hostname, port, pathname, search } = new URL(url);
		const socket = connect(Number(port), hostname);
		const opened = new RawConnection(socket);
		await once(socket, 'connect');
		const head = [`POST ${pathname}${search} HTTP/1.1`, `Host: ${hostname}`, ...lines];
		await opened.send(`${head.join('\r\n')}\r\nContent-Type: application/json\r\n\r\n`);
		return opened;
	}

	/** Status of the first answer; 0 before there is one. */
	get status(): number {
		return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.answer)?.[1] ?? 0);
	}

	/** Everything that came back. */
	get text(): string {
		return this.answer;
	}

	/** Whether the receiver has ended the connection. */
	get isCutOff(): boolean {
		return this.socket.destroyed;
	}

	/** Sends bytes, once the receiver takes them. */
	async send(bytes: Buffer | string): Promise<void> {
		if (this.isCutOff) return;
		// Called with an error when the connection has ended.
		await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
	}

	/** Sends one chunk of a body in chunks. */
	async sendChunk(bytes: Buffer | string): Promise<void> {
		const body = Buffer.from(bytes);
		const size = Buffer.from(`${body.length.toString(16)}\r\n`);
		await this.send(Buffer.concat([size, body, Buffer.from('\r\n')]));
	}

	/** Resolves when there is an answer, or the receiver has ended it. */
	async answered(): Promise<void> {
		while (this.status === 0 && !this.isCutOff) {
			await new Promise((resolve) => this.socket.once('data', resolve).once('close', resolve));
		}
	}

	/** Resolves when the receiver has ended it. */
	async cutOff(): Promise<void> {
		if (!this.isCutOff) await new Promise((resolve) => this.socket.once('close', resolve));
	}

	hangUp(): void {
		this.socket.destroy();
	}
}
