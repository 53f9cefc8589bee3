/**
 * Control characters, line and paragraph separators, lone surrogates, and everything invisible or that changes the
 * direction of what follows.
 */
const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text from outside, made safe to display: on one line that reads as it is written. Characters that could break or
 * disguise the line are written as `\u{202e}`. For display only; data is never changed.
 */
export function oneLine(text: string): string {
	return text.replace(UNSHOWN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
