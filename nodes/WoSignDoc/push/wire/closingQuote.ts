const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/**
 * The index of a string's closing quote, the first one that isn't escaped by an odd number of backslashes; undefined if
 * the string continues.
 */
export function closingQuote(
	chunk: Buffer,
	start: number,
	string: { escaped: boolean },
): number | undefined {
	let from = start;
	for (;;) {
		const quote = chunk.indexOf(QUOTE, from);
		const place = quote === -1 ? chunk.length : quote;
		let run = place;
		while (run > from && chunk[run - 1] === BACKSLASH) run--;
		const backslashes = place - run + (run === from && string.escaped ? 1 : 0);
		string.escaped = backslashes % 2 === 1;
		if (quote === -1) return undefined;
		if (!string.escaped) return quote;
		string.escaped = false;
		from = quote + 1;
	}
}
