/**
 * A text string (ISO 32000-2, 7.9.2.2), read up to a maximum number of bytes: UTF-16 or UTF-8, each with its byte order
 * mark, or one byte per character.
 */
export function textOf(bytes: Buffer, most = bytes.length): string {
	const read = bytes.subarray(0, most);
	if (read[0] === 0xfe && read[1] === 0xff) {
		return Buffer.from(read.subarray(2, read.length - (read.length % 2)))
			.swap16()
			.toString('utf16le');
	}
	const isUtf8 = read[0] === 0xef && read[1] === 0xbb && read[2] === 0xbf;
	return isUtf8 ? read.toString('utf8', 3) : read.toString('latin1');
}
