/**
 * Lines of a text that fit a width: broken at spaces, between Chinese characters, or within a word that is too long.
 */
export function wrapped(text: string, width: number, widthOf: (piece: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	// Each piece is measured once: measuring a line again for each of its pieces would take quadratic time.
	let left = width;
	const append = (piece: string): boolean => {
		const taken = widthOf(piece);
		if (taken > left) return false;
		line += piece;
		left -= taken;
		return true;
	};
	const breakLine = () => {
		lines.push(line);
		[line, left] = ['', width];
	};
	for (const word of text.match(/\s*[!-~]+|\s*[^\s]|\s+/gu) ?? []) {
		if (append(word)) continue;
		const start = word.trimStart();
		if (line !== '') breakLine();
		if (append(start)) continue;
		for (const character of start) {
			if (append(character)) continue;
			breakLine();
			line = character;
			left -= widthOf(character);
		}
	}
	return [...lines, line];
}
