const SMALLEST = 64 * 1_024;

/** The last bytes of a stream, from an offset that only moves forward; offsets are counted from the stream's start. */
export class ByteWindow {
	private bytes = Buffer.alloc(SMALLEST);
	private first = 0;
	private length = 0;

	/** The offset of the first byte held. */
	from = 0;

	/** Bytes of memory in use. */
	get size(): number {
		return this.bytes.length;
	}

	/** The stream's current offset. */
	get end(): number {
		return this.from + this.length;
	}

	append(chunk: Buffer): void {
		this.makeRoom(chunk.length);
		chunk.copy(this.bytes, this.first + this.length);
		this.length += chunk.length;
	}

	/** The byte at an offset; undefined if it isn't held. */
	at(place: number): number | undefined {
		const isHeld = place >= this.from && place < this.end;
		return isHeld ? this.bytes[this.first + place - this.from] : undefined;
	}

	/** The bytes between two offsets, as far as they are held; valid until the next `append`. */
	view(start: number, end: number): Buffer {
		const offset = this.first - this.from;
		const last = Math.max(Math.min(end, this.end), this.from);
		return this.bytes.subarray(Math.min(Math.max(start, this.from), last) + offset, last + offset);
	}

	/** Removes and returns the bytes before the offset, valid until the next `append`. */
	release(end: number): Buffer {
		const released = this.view(this.from, end);
		this.first += released.length;
		this.length -= released.length;
		this.from += released.length;
		return released;
	}

	private makeRoom(added: number): void {
		const needed = this.length + added;
		if (this.first + needed <= this.bytes.length) return;
		const fits = needed * 2 <= this.bytes.length;
		const target = fits ? this.bytes : Buffer.alloc(needed * 2);
		this.bytes.copy(target, 0, this.first, this.first + this.length);
		this.bytes = target;
		this.first = 0;
	}
}
