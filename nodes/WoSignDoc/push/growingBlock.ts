const SMALLEST = 1_024;

/** Bytes kept in one block that grows with them, however small the pieces in which they come. */
export class GrowingBlock {
	private block = Buffer.alloc(0);
	/** Bytes kept. */
	length = 0;

	/** Bytes of memory taken. */
	get size(): number {
		return this.block.length;
	}

	/** Keeps a copy: the piece may be a small part of a large buffer, which would stay with it. */
	append(piece: Buffer): void {
		const length = this.length + piece.length;
		if (length > this.block.length) this.grow(length);
		piece.copy(this.block, this.length);
		this.length = length;
	}

	/** The bytes from a place on, as they lie there. */
	bytes(start = 0): Buffer {
		return this.block.subarray(start, this.length);
	}

	private grow(needed: number): void {
		const larger = Buffer.allocUnsafeSlow(Math.max(SMALLEST, needed, this.block.length * 2));
		this.block.copy(larger, 0, 0, this.length);
		this.block = larger;
	}
}
