/** A name as it stands in a file, its escapes taken for what they mean (ISO 32000-1, 7.3.5). */
export function unescapedName(written: string): string {
	return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
}

/** Whether a text may have the name, however it is written. Only its parsed value tells whether it has. */
export function mayName(text: Buffer, name: string): boolean {
	if (text.includes(`/${name}`)) return true;
	return text.includes('#') && unescapedName(text.toString('latin1')).includes(`/${name}`);
}
