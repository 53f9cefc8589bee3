/** What a byte means in PDF syntax (ISO 32000-1, 7.2.2). */
export const REGULAR = 0;
export const WHITE_SPACE = 1;
export const DELIMITER = 2;

/** The kind of each byte: a table, because every byte of a file outside of streams is looked up. */
export const KINDS: Readonly<Uint8Array> = kinds();

function kinds(): Uint8Array {
	const table = new Uint8Array(256).fill(REGULAR);
	for (const byte of Buffer.from('\0\t\n\f\r ', 'latin1')) table[byte] = WHITE_SPACE;
	for (const byte of Buffer.from('()<>[]{}/%', 'latin1')) table[byte] = DELIMITER;
	return table;
}
