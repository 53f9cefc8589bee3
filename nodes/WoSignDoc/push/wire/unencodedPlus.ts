/**
 * What stands for a `+` that a form does not encode, until it is known what it means: by the rule of forms a space, but
 * some senders forget to encode `+`. A control character, which JSON has nowhere, and which every charset leaves alone,
 * unlike 0x1A in Shift_JIS.
 */
export const UNENCODED_PLUS = 0x01;
const MARK = String.fromCharCode(UNENCODED_PLUS);
const PLUS = 0x2b;

/**
 * What the text of a form begins with: not its bytes, of which it has none, but this very buffer, which no sender can
 * send. In no other text does anything stand for a `+`.
 */
export const FORM_TEXT = Buffer.alloc(0);

/** Writes what stands for pluses in a run as `+`, in place, and tells whether there were any. */
export function restorePluses(run: Buffer): boolean {
	const first = run.indexOf(UNENCODED_PLUS);
	for (let at = first; at !== -1; at = run.indexOf(UNENCODED_PLUS, at + 1)) run[at] = PLUS;
	return first !== -1;
}

/** The text with a space or a `+` where there is what stands for either. */
export function withPlusesAs(text: string, replacement: ' ' | '+'): string {
	return text.replaceAll(MARK, replacement);
}
