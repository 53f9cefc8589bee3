import { SIGNATURE_BOUNDS } from './bounds';

/** The bytes after the signed ranges, kept from the end of the first range on, as far as there is room. */
export class LaterBytes {
	private readonly ends: number[] = [];
	private pieces: Buffer[] = [];
	private from: number | undefined;
	private length = 0;

	/** Bytes of memory in use. */
	get size(): number {
		return this.length;
	}

	/** A range ends at this offset; the bytes up to it may not all have arrived yet. */
	expect(rangeEnd: number): void {
		this.ends.push(rangeEnd);
	}

	/** Takes the file's bytes, each once and in order. */
	update(bytes: Buffer, start: number): void {
		const end = start + bytes.length;
		this.from ??= this.ends.filter((one) => one < end).sort((one, other) => one - other)[0];
		if (this.from === undefined || end <= this.from) return;
		const piece = Buffer.from(bytes.subarray(Math.max(0, this.from - start)));
		this.pieces.push(piece);
		this.length += piece.length;
		if (this.length > SIGNATURE_BOUNDS.laterLength) this.startAnew(end);
	}

	/** The bytes from this offset to the file's end; undefined if not all of them were kept. */
	after(rangeEnd: number): Buffer | undefined {
		if (this.from === undefined || rangeEnd < this.from) return undefined;
		if (this.pieces.length > 1) this.pieces = [Buffer.concat(this.pieces)];
		return this.pieces[0]?.subarray(rangeEnd - this.from);
	}

	/** The bytes between two offsets; undefined if not all of them were kept. */
	between(start: number, end: number): Buffer | undefined {
		const bytes = this.after(start);
		return bytes && bytes.length >= end - start ? bytes.subarray(0, end - start) : undefined;
	}

	/** A later range may still end with fewer bytes after it. */
	private startAnew(at: number): void {
		this.pieces = [];
		this.length = 0;
		this.from = undefined;
		this.ends.splice(0, this.ends.length, ...this.ends.filter((end) => end >= at));
	}
}
