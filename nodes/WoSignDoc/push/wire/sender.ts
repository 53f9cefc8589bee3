import { checkLength } from './boundedBody';

const SECOND = 1_000;

/**
 * Bytes a second that a sender has to bring on average, Idle Timeout apart: a line over which documents are sent is
 * faster, and who brings less only keeps the connection.
 */
export const SLOWEST_RATE = 4 * 1_024;

/** How long and how much a sender may send. */
export interface SenderBounds {
	/** Bytes of the body. */
	readonly maxBodyBytes: number;
	/** Milliseconds for which it may be silent. */
	readonly idleMilliseconds: number;
}

/** The sender of a body: what has come from it, and how much longer it is waited for. Only its own time counts. */
export class Sender implements AsyncIterable<Buffer> {
	/** Bytes that have come. */
	received = 0;
	/** Milliseconds for which it was waited for so far. */
	private waited = 0;
	/** Undefined while what has come is being worked on, be it by a slow storage. */
	private waitingSince: number | undefined;

	constructor(
		private readonly chunks: AsyncIterable<Buffer>,
		private readonly bounds: SenderBounds,
	) {}

	/** Milliseconds until it is to be cut off, as long as nothing more comes. */
	timeLeft(): number {
		const { idleMilliseconds } = this.bounds;
		if (this.waitingSince === undefined) return idleMilliseconds;
		const silent = Date.now() - this.waitingSince;
		const earned = (this.received / SLOWEST_RATE) * SECOND;
		return idleMilliseconds - Math.max(silent, this.waited + silent - earned);
	}

	/** The bytes as they come; refused as soon as they are too many. */
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
