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
 * Tracks the strings and comments in a text, in which a keyword means nothing (ISO 32000-1, 7.2.3 and 7.3.4.2), however
 * it is split into chunks.
 */
export class HiddenText {
	private kind: 'none' | 'string' | 'comment' = 'none';
	/** Open parentheses. */
	private depth = 0;
	/** Bytes of the string so far. */
	private length = 0;
	private isEscaped = false;

	/** Whether the current position is within a string. */
	get isString(): boolean {
		return this.kind === 'string';
	}

	/** Whether the current position is within a string or a comment. */
	get isHidden(): boolean {
		return this.kind !== 'none';
	}

	/**
	 * Takes the next chunk of the text, in Latin-1.
	 *
	 * @param hasStrings whether parentheses enclose strings: only within an object, where they are balanced
	 */
	pass(text: string, hasStrings: boolean): void {
		for (let at = 0; at < text.length; at++) {
			const byte = text.charCodeAt(at);
			if (this.kind === 'string') this.passString(byte);
			else if (this.kind === 'none') this.start(byte, hasStrings);
			else if (byte === BYTE.lineFeed || byte === BYTE.carriageReturn) this.endComment();
		}
	}

	/** Ends a comment, if there is one, before its line ends. */
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
