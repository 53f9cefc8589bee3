/** Escapes characters in text from callers that could break or disguise a console line, as in `\u{202e}`. */
export function oneLine(text: string): string {
	return text.replaceAll(
		/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
		(character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
	);
}
