import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Sends a body in any number of chunks on a separate connection. Data sent after the connection has ended is lost. */
export class RawSender {
	private answer = '';

	private constructor(private readonly socket: Socket) {
		socket.on('data', (data) => {
			this.answer += data.toString('latin1');
		});
		// Being cut off is expected.
		socket.on('error', () => undefined);
	}

	/** Connects, and sends the head of a push. */
	static async start(url: string): Promise<RawSender> {
		const { hostname, port, pathname, search } = new URL(url);
		const socket = connect(Number(port), hostname);
		await once(socket, 'connect');
		const head = [
			`POST ${pathname}${search} HTTP/1.1`,
			`Host: ${hostname}`,
			'Content-Type: application/json',
			'Transfer-Encoding: chunked',
		];
		socket.write(`${head.join('\r\n')}\r\n\r\n`);
		return new RawSender(socket);
	}

	/** Status of the response; 0 before there is one. */
	get status(): number {
		return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.answer)?.[1] ?? 0);
	}

	/** Whether the receiver has ended the connection. */
	get isCutOff(): boolean {
		return this.socket.destroyed;
	}

	/** Bytes passed to the connection. */
	get sent(): number {
		return this.socket.bytesWritten;
	}

	/** Sends more of the body once the receiver is ready. */
	async send(bytes: Buffer | string): Promise<void> {
		const body = Buffer.from(bytes);
		const size = Buffer.from(`${body.length.toString(16)}\r\n`);
		await this.sendRaw(Buffer.concat([size, body, Buffer.from('\r\n')]));
	}

	/** Sends bytes that aren't a valid chunk. */
	async sendRaw(bytes: Buffer): Promise<void> {
		if (this.isCutOff) return;
		// Called with an error if the connection has ended.
		await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
	}

	hangUp(): void {
		this.socket.destroy();
	}
}
