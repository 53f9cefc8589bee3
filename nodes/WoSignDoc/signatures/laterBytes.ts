import { SIGNATURE_BOUNDS } from './bounds';

/** What follows the signed ranges, kept from the end of the first of them on, as far as there is room. */
export class LaterBytes {
	private readonly ends: number[] = [];
	private pieces: Buffer[] = [];
	private from: number | undefined;
	private length = 0;

	/** Bytes of memory that it holds. */
	get size(): number {
		return this.length;
	}

	/** A range ends there; the bytes up to it may not all have passed yet. */
	expect(rangeEnd: number): void {
		this.ends.push(rangeEnd);
	}

	/** Takes the file's bytes, each once and in their order. */
	update(bytes: Buffer, start: number): void {
		const end = start + bytes.length;
		this.from ??= this.ends.filter((one) => one < end).sort((one, other) => one - other)[0];
		if (this.from === undefined || end <= this.from) return;
		const piece = Buffer.from(bytes.subarray(Math.max(0, this.from - start)));
		this.pieces.push(piece);
		this.length += piece.length;
		if (this.length > SIGNATURE_BOUNDS.laterLength) this.startAnew(end);
	}

	/** The bytes from there to the file's end; undefined when they are not all there. */
	after(rangeEnd: number): Buffer | undefined {
		if (this.from === undefined || rangeEnd < this.from) return undefined;
		if (this.pieces.length > 1) this.pieces = [Buffer.concat(this.pieces)];
		return this.pieces[0]?.subarray(rangeEnd - this.from);
	}

	/** The bytes between two places; undefined when they are not all there. */
	between(start: number, end: number): Buffer | undefined {
		const bytes = this.after(start);
		return bytes && bytes.length >= end - start ? bytes.subarray(0, end - start) : undefined;
	}

	/** A range may yet end later, with less behind it. */
	private startAnew(at: number): void {
		this.pieces = [];
		this.length = 0;
		this.from = undefined;
		this.ends.splice(0, this.ends.length, ...this.ends.filter((end) => end >= at));
	}
}
