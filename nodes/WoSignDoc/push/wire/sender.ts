import { checkLength } from './boundedBody';

const SECOND = 1_000;

/**
 * Bytes per second that a sender must send on average, in addition to Idle Timeout. Any line that can carry documents
 * is faster; a slower sender only occupies the connection.
 */
export const SLOWEST_RATE = 4 * 1_024;

/** How much a sender may send, and how long it may be silent. */
export interface SenderBounds {
	/** Maximum size of the body in bytes. */
	readonly maxBodyBytes: number;
	/** Maximum milliseconds without data. */
	readonly idleMilliseconds: number;
}

/**
 * The sender of a body: how much it has sent, and how much time it has left. Time spent processing its data doesn't
 * count.
 */
export class Sender implements AsyncIterable<Buffer> {
	/** Bytes received so far. */
	received = 0;
	/** Milliseconds spent waiting for it so far. */
	private waited = 0;
	/** Undefined while received data is processed, for example written to slow storage. */
	private waitingSince: number | undefined;

	constructor(
		private readonly chunks: AsyncIterable<Buffer>,
		private readonly bounds: SenderBounds,
	) {}

	/** Milliseconds until it is cut off, if nothing more arrives. */
	timeLeft(): number {
		const { idleMilliseconds } = this.bounds;
		if (this.waitingSince === undefined) return idleMilliseconds;
		const silent = Date.now() - this.waitingSince;
		const earned = (this.received / SLOWEST_RATE) * SECOND;
		return idleMilliseconds - Math.max(silent, this.waited + silent - earned);
	}

	/** The bytes as they arrive. Throws a `PushRefusal` as soon as there are too many. */
	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
		const iterator = this.chunks[Symbol.asyncIterator]();
		for (let next = await this.next(iterator); !next.done; next = await this.next(iterator)) {
			this.received += next.value.length;
			checkLength(this.received, this.bounds.maxBodyBytes);
			yield next.value;
		}
	}

	private async next(iterator: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
		const since = Date.now();
		this.waitingSince = since;
		try {
			return await iterator.next();
		} finally {
			this.waitingSince = undefined;
			this.waited += Date.now() - since;
		}
	}
}
