/** Short enough that every reader still finds the end of the document. */
const appendedLength = 400;

/** The document with whitespace after its end. */
export function appendBytes(document: Buffer): Buffer {
	return Buffer.concat([document, Buffer.alloc(appendedLength, `${' '.repeat(79)}\n`)]);
}

/** The document with one bit changed in the comment on its second line, so that every reader still opens it. */
export function flipByte(document: Buffer): Buffer {
	const changed = Buffer.from(document);
	const at = changed.indexOf('%', 1) + 1;
	changed[at] = (changed[at] ?? 0) ^ 1;
	return changed;
}
