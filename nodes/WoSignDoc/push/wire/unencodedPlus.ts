/**
 * Stands for an unencoded `+` in a form until its meaning is known: in form encoding it is a space, but some senders
 * forget to encode `+`. A control character that JSON never contains, and that every charset leaves unchanged, unlike
 * 0x1A in Shift_JIS.
 */
export const UNENCODED_PLUS = 0x01;
const MARK = String.fromCharCode(UNENCODED_PLUS);
const PLUS = 0x2b;

/**
 * The first chunk of a form's text, recognized not by its bytes, of which it has none, but as this very buffer, which
 * no sender can send. In any other text, nothing stands for a `+`.
 */
export const FORM_TEXT = Buffer.alloc(0);

/** Replaces the placeholders in a run with `+`, in place, and returns whether there were any. */
export function restorePluses(run: Buffer): boolean {
	const first = run.indexOf(UNENCODED_PLUS);
	for (let at = first; at !== -1; at = run.indexOf(UNENCODED_PLUS, at + 1)) run[at] = PLUS;
	return first !== -1;
}

/** The text with each placeholder replaced by a space or a `+`. */
export function withPlusesAs(text: string, replacement: ' ' | '+'): string {
	return text.replaceAll(MARK, replacement);
}
