/** The beginning of data that arrives in chunks, up to a number of bytes. */
export class Beginning {
	/** A copy: the chunks themselves are decoded in place. */
	bytes: Buffer = Buffer.alloc(0);

	constructor(private readonly most: number) {}

	add(next: Buffer): void {
		const lacking = this.most - this.bytes.length;
		if (lacking > 0) this.bytes = Buffer.concat([this.bytes, next.subarray(0, lacking)]);
	}

	/** The same chunks, with their beginning kept as they pass through. */
	async *of(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		for await (const piece of pieces) {
			this.add(piece);
			yield piece;
		}
	}
}
