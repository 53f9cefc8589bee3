import { FILE_BOUNDS } from './bounds';

const BYTE = {
	lineFeed: 0x0a,
	carriageReturn: 0x0d,
	percent: 0x25,
	openParenthesis: 0x28,
	closeParenthesis: 0x29,
	backslash: 0x5c,
} as const;

/**
 * Follows a text through the strings and comments in it, in which a keyword means nothing (ISO 32000-1, 7.2.3 and
 * 7.3.4.2), whatever pieces it comes in.
 */
export class HiddenText {
	private kind: 'none' | 'string' | 'comment' = 'none';
	/** Parentheses that are open. */
	private depth = 0;
	/** Bytes of the string so far. */
	private length = 0;
	private isEscaped = false;

	/** Whether the text is within a string. */
	get isString(): boolean {
		return this.kind === 'string';
	}

	/** Whether the text is within a string or a comment. */
	get isHidden(): boolean {
		return this.kind !== 'none';
	}

	/**
	 * Takes the next piece of the text, in Latin-1.
	 *
	 * @param hasStrings whether parentheses enclose strings: only within an object, where they pair
	 */
	pass(text: string, hasStrings: boolean): void {
		for (let at = 0; at < text.length; at++) {
			const byte = text.charCodeAt(at);
			if (this.kind === 'string') this.passString(byte);
			else if (this.kind === 'none') this.start(byte, hasStrings);
			else if (byte === BYTE.lineFeed || byte === BYTE.carriageReturn) this.endComment();
		}
	}

	/** Ends a comment, if the text is within one, before its line does. */
	endComment(): void {
		this.kind = 'none';
	}

	private start(byte: number, hasStrings: boolean): void {
		if (byte === BYTE.percent) this.kind = 'comment';
		else if (byte === BYTE.openParenthesis && hasStrings) {
			this.kind = 'string';
			this.depth = 1;
			this.length = 0;
			this.isEscaped = false;
		}
	}

	private passString(byte: number): void {
		if (this.isEscaped) this.isEscaped = false;
		else if (byte === BYTE.backslash) this.isEscaped = true;
		else if (byte === BYTE.openParenthesis) this.depth++;
		else if (byte === BYTE.closeParenthesis) this.depth--;
		if (this.depth === 0 || ++this.length > FILE_BOUNDS.stringLength) this.kind = 'none';
	}
}
