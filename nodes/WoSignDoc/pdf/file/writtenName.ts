/** A name as written in a file, with its escapes decoded (ISO 32000-1, 7.3.5). */
export function unescapedName(written: string): string {
	return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}

/** Whether a text may contain the name, however it is written. Only its parsed value shows whether it does. */
export function mayName(text: Buffer, name: string): boolean {
	if (text.includes(`/${name}`)) return true;
	return text.includes('#') && unescapedName(text.toString('latin1')).includes(`/${name}`);
}
