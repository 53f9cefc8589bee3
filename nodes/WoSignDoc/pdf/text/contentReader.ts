import { PDF_BOUNDS } from '../bounds';
import { DELIMITER, KINDS, REGULAR, WHITE_SPACE } from '../file/characterKinds';
import { hexadecimalStringAt, literalStringAt } from './contentString';
import { endOfInlineImage } from './inlineImage';

/** A name in a content stream, without its slash. */
export class ContentName {
	constructor(readonly text: string) {}
}

/**
 * The operands before an operator: numbers, strings, names, arrays of them; everything else (dictionaries, true) is
 * null.
 */
export type Operand = number | Uint8Array | ContentName | readonly Operand[] | null;

export interface Operation {
	readonly operator: string;
	readonly operands: readonly Operand[];
}

/** ISO 32000-1, annex A has at most 6, except for colors: beyond that, the oldest are dropped. */
const MOST_OPERANDS = 40;
const MOST_IN_ARRAY = 100_000;
/** A word longer than this isn't an operator. */
const LONGEST_WORD = 128;
/** Longer than the maximum length of names, 127 bytes (ISO 32000-1, annex C.2), because of escapes. */
const LONGEST_NAME = 4_096;

const BYTE = {
	closeAngle: 0x3e,
	closeArray: 0x5d,
	open: 0x28,
	openAngle: 0x3c,
	openArray: 0x5b,
	percent: 0x25,
	slash: 0x2f,
} as const;

const NUMBER = /^[+-]*(?:\d+\.?\d*|\.\d+)/;

/**
 * Reads a content stream (ISO 32000-1, 7.8.2) operation by operation. Accepts any bytes: what can't be read is skipped,
 * and each byte is read once.
 */
export class ContentReader {
	private at = 0;

	constructor(
		private readonly bytes: Uint8Array,
		private readonly mostOperands = MOST_OPERANDS,
	) {}

	/** The next operation; undefined at the end. Inline images are skipped and returned as `EI`. */
	next(): Operation | undefined {
		const operands: Operand[] = [];
		while (this.skipWhite()) {
			const token = this.token(0);
			if (typeof token !== 'string') {
				if (operands.push(token) > this.mostOperands) operands.shift();
			} else if (token === 'ID') {
				this.at = endOfInlineImage(this.bytes, this.at);
				return { operator: 'EI', operands: [] };
			} else if (token === 'true' || token === 'false' || token === 'null') operands.push(null);
			else if (token !== '') return { operator: token, operands };
		}
		return undefined;
	}

	/** An operand, or a keyword as text; empty if there was only something to skip. */
	private token(depth: number): Operand | string {
		const byte = this.bytes[this.at] ?? 0;
		switch (byte) {
			case BYTE.slash:
				this.at++;
				return new ContentName(this.nameText());
			case BYTE.open:
				return this.string(literalStringAt);
			case BYTE.openArray:
				this.at++;
				return this.array(depth + 1);
			case BYTE.openAngle:
				if (this.bytes[this.at + 1] === BYTE.openAngle) return this.dictionary();
				return this.string(hexadecimalStringAt);
			default:
				return KINDS[byte] === DELIMITER ? this.pass() : this.word();
		}
	}

	private pass(): '' {
		this.at++;
		return '';
	}

	/** A number, or an operator. */
	private word(): number | string {
		const text = this.regularText(LONGEST_WORD);
		const [number] = NUMBER.exec(text) ?? [];
		if (number === undefined) return text;
		// Readers take `--5` for -5, and stop at the first non-digit.
		return Number(number.replace(/^[+-]*-[+-]*/, '-').replace(/^\++/, ''));
	}

	private regularText(longest: number): string {
		const start = this.at;
		while (this.at < this.bytes.length && KINDS[this.bytes[this.at] ?? 0] === REGULAR) this.at++;
		const end = Math.min(this.at, start + longest);
		return Buffer.from(this.bytes.subarray(start, end)).toString('latin1');
	}

	private nameText(): string {
		const text = this.regularText(LONGEST_NAME);
		return text.replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
			String.fromCharCode(parseInt(code, 16)),
		);
	}

	private array(depth: number): Operand {
		const items: Operand[] = [];
		while (this.skipWhite()) {
			if (this.bytes[this.at] === BYTE.closeArray) {
				this.at++;
				break;
			}
			const token = depth < PDF_BOUNDS.contentDepth ? this.token(depth) : this.pass();
			if (typeof token !== 'string' && items.length < MOST_IN_ARRAY) items.push(token);
		}
		return items;
	}

	/** Dictionaries don't affect text here; strings in them may contain anything. */
	private dictionary(): null {
		let depth = 0;
		do {
			if (!this.skipWhite()) break;
			const [byte, next] = [this.bytes[this.at], this.bytes[this.at + 1]];
			if (byte === BYTE.openAngle && next === BYTE.openAngle) depth++;
			else if (byte === BYTE.closeAngle && next === BYTE.closeAngle) depth--;
			else if (byte === BYTE.open) {
				this.string(literalStringAt);
				continue;
			} else {
				this.at++;
				continue;
			}
			this.at += 2;
		} while (depth > 0);
		return null;
	}

	private string(readAt: typeof literalStringAt): Uint8Array {
		const { text, end } = readAt(this.bytes, this.at);
		this.at = end;
		return text;
	}

	/** Skips to the next significant byte; returns whether there is one. */
	private skipWhite(): boolean {
		for (; this.at < this.bytes.length; this.at++) {
			const byte = this.bytes[this.at] ?? 0;
			if (byte === BYTE.percent) this.skipComment();
			else if (KINDS[byte] !== WHITE_SPACE) return true;
		}
		return false;
	}

	private skipComment(): void {
		while (this.at < this.bytes.length) {
			const byte = this.bytes[this.at];
			if (byte === 0x0a || byte === 0x0d) return;
			this.at++;
		}
	}
}
