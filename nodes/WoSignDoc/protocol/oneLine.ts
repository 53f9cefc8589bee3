/** Controls, line and paragraph separators, lone surrogates, and whatever shows nothing or turns the direction of what follows. */
const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A text that holds words of strangers, as people are shown it: on one line that reads as it is written. What could
 * break or disguise the line is written as `\u{202e}`. For what is shown; data stays as it came.
 */
export function oneLine(text: string): string {
	return text.replace(UNSHOWN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
