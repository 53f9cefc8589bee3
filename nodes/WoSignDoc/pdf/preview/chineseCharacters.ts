const PRIVATE = /\p{Co}/u;

let characters: ReadonlySet<string> | undefined;

/**
 * Whether the Chinese font (Adobe-GB1) certainly has a character: it has those of GBK and the ideographs of Unicode's
 * extension A. A missing one must not be written: some readers then split the following codes in the wrong place, and
 * show other characters.
 */
export function isInChineseFont(character: string): boolean {
	if (character >= '\u3400' && character <= '\u4db5') return true;
	characters ??= charactersOfGbk();
	return characters.has(character);
}

function charactersOfGbk(): Set<string> {
	const found = new Set<string>();
	const decoder = new TextDecoder('gbk');
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			const character = decoder.decode(Buffer.from([lead, trail]));
			const isOne = character.length === 1 && character !== '\ufffd' && !PRIVATE.test(character);
			if (isOne) found.add(character);
		}
	}
	return found;
}
