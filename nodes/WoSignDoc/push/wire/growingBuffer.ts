const SMALLEST = 1_024;

/** Bytes kept in one buffer that grows with them, however small the chunks in which they arrive. */
export class GrowingBuffer {
	private block = Buffer.alloc(0);
	/** Bytes kept. */
	length = 0;

	/** @param most maximum bytes that will be kept; no more memory is allocated */
	constructor(private readonly most: number) {}

	/** Bytes of memory allocated. */
	get size(): number {
		return this.block.length;
	}

	/** Copies the bytes from `start` to before `end`; a slice of a buffer would keep all of it in memory. */
	append(from: Buffer, start: number, end: number): void {
		const length = this.length + end - start;
		if (length > this.block.length) this.grow(length);
		from.copy(this.block, this.length, start, end);
		this.length = length;
	}

	/** The bytes from `start` on, not copied. */
	bytes(start = 0): Buffer {
		return this.block.subarray(start, this.length);
	}

	private grow(needed: number): void {
		const larger = Buffer.allocUnsafeSlow(
			Math.max(needed, Math.min(this.most, Math.max(SMALLEST, this.block.length * 2))),
		);
		this.block.copy(larger, 0, 0, this.length);
		this.block = larger;
	}
}
