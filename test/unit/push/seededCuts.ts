/** Cuts bytes at places drawn from a seed, so that a failure can be repeated. */
export function seededCuts(bytes: Buffer, seed: number): Buffer[] {
	const random = mulberry32(seed);
	const pieces: Buffer[] = [];
	for (let start = 0; start < bytes.length;) {
		const end = Math.min(bytes.length, start + 1 + Math.floor(random() * 40));
		pieces.push(Buffer.from(bytes.subarray(start, end)));
		start = end;
	}
	return pieces;
}

/** The ways in which every fixture is fed: whole, byte by byte, and at random cuts. */
export function cuttings(bytes: Buffer): Buffer[][] {
	const single = [...bytes].map((byte) => Buffer.of(byte));
	return [[Buffer.from(bytes)], single, ...[1, 2, 3, 4, 5].map((seed) => seededCuts(bytes, seed))];
}

function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
