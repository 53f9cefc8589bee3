/** Placeholder in a signature dictionary until the ranges are known. */
export const byteRangePlaceholder = '/ByteRange [0 9999999999 9999999999 9999999999]';

/** Overwrites the placeholder with the ranges, keeping its length. */
export function writeByteRange(bytes: Buffer, ranges: readonly number[]): void {
	const text = `/ByteRange [${ranges.join(' ')}]`.padEnd(byteRangePlaceholder.length);
	bytes.write(text, bytes.indexOf(byteRangePlaceholder), 'latin1');
}
