/** Bytes up to which pieces are merged. */
const SMALL = 64 * 1_024;

/** Bytes in pieces, one after another: large ones are kept as they are, not copied. */
export class PieceList {
	/** Bytes of all pieces. */
	length = 0;
	private readonly pieces: Buffer[] = [];
	private small: Buffer[] = [];
	private smallLength = 0;

	add(piece: Uint8Array | string): void {
		const bytes =
			typeof piece === 'string'
				? Buffer.from(piece, 'latin1')
				: Buffer.from(piece.buffer, piece.byteOffset, piece.length);
		this.length += bytes.length;
		if (bytes.length >= SMALL) {
			this.putTogether();
			this.pieces.push(bytes);
			return;
		}
		this.small.push(bytes);
		this.smallLength += bytes.length;
		if (this.smallLength >= SMALL) this.putTogether();
	}

	/** Everything that was added. */
	end(): Buffer[] {
		this.putTogether();
		return this.pieces;
	}

	private putTogether(): void {
		if (this.smallLength > 0) this.pieces.push(Buffer.concat(this.small));
		[this.small, this.smallLength] = [[], 0];
	}
}
