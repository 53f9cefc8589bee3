/** A line of the console that may quote a caller: what could break or disguise it is written as `\u{202e}`. */
export function oneLine(text: string): string {
	return text.replaceAll(
		/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
		(character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
	);
}
