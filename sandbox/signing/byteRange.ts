/** Stands in a signature dictionary until the ranges are known. */
export const byteRangePlaceholder = '/ByteRange [0 9999999999 9999999999 9999999999]';

/** Puts the ranges in the placeholder's place; nothing moves. */
export function writeByteRange(bytes: Buffer, ranges: readonly number[]): void {
	const text = `/ByteRange [${ranges.join(' ')}]`.padEnd(byteRangePlaceholder.length);
	bytes.write(text, bytes.indexOf(byteRangePlaceholder), 'latin1');
}
