import { PDF_BOUNDS } from '../bounds';
import type { Operand, Operation } from './contentReader';
import { ContentName, ContentReader } from './contentReader';

/** Codes of one length in bytes, from the first to the last (ISO 32000-1, 9.7.6.2). */
interface CodeRange {
	readonly length: number;
	readonly first: number;
	readonly last: number;
}

/** The contents of a CMap: which codes there are, and what each stands for: characters, or a glyph number (CID). */
export interface CodeMap {
	readonly ranges: readonly CodeRange[];
	readonly texts: ReadonlyMap<number, string>;
	readonly cids: ReadonlyMap<number, number>;
	readonly isVertical: boolean;
}

/** Operands of one `begin…end` section; Adobe allows 100 entries, a limit that others ignore. */
const MOST_OPERANDS = 3 * PDF_BOUNDS.fontCharacters;
const LONGEST_CODE = 4;
/** Bytes of the characters that one code stands for. */
const LONGEST_TEXT = 64;
const MOST_RANGES = 100;
const UTF_16 = new TextDecoder('utf-16be');

/** Parses a CMap (ISO 32000-1, 9.7.5 and 9.10.3); malformed parts are skipped. */
export function readCodeMap(content: Uint8Array): CodeMap {
	return new CodeMapReader().read(content);
}

class CodeMapReader {
	private readonly ranges: CodeRange[] = [];
	private readonly texts = new Map<number, string>();
	private readonly cids = new Map<number, number>();
	private isVertical = false;
	/** Entries that may still be read, since ranges may name the same codes over and over. */
	private left: number = PDF_BOUNDS.fontCharacters;

	read(content: Uint8Array): CodeMap {
		const reader = new ContentReader(content, MOST_OPERANDS);
		for (let operation = reader.next(); operation; operation = reader.next()) {
			this.readSection(operation);
		}
		const { ranges, texts, cids, isVertical } = this;
		return { ranges, texts, cids, isVertical };
	}

	private readSection({ operator, operands }: Operation): void {
		switch (operator) {
			case 'endcodespacerange':
				return groups(operands, 2).forEach(([first, last]) => this.addCodes(first, last));
			case 'endbfchar':
			case 'endcidchar':
				return groups(operands, 2).forEach(([code, to]) => this.addRange(code, code, to));
			case 'endbfrange':
			case 'endcidrange':
				return groups(operands, 3).forEach(([first, last, to]) => this.addRange(first, last, to));
			case 'def':
				this.isVertical ||= isVerticalMode(operands);
		}
	}

	private addCodes(first: Operand | undefined, last: Operand | undefined): void {
		if (!isCode(first) || !isCode(last) || this.ranges.length >= MOST_RANGES) return;
		this.ranges.push({ length: first.length, first: codeOf(first), last: codeOf(last) });
	}

	/** What codes stand for: a list of texts, the first text, whose last byte is incremented, or the first CID. */
	private addRange(first: Operand | undefined, last: Operand | undefined, to: Operand | undefined) {
		if (!isCode(first) || !isCode(last)) return;
		const start = codeOf(first);
		const count = Math.min(codeOf(last) - start + 1, this.left);
		for (let index = 0; index < count; index++, this.left--) {
			const entry = isList(to) ? to[index] : to;
			if (typeof entry === 'number') this.cids.set(start + index, entry + index);
			else if (isList(to) && entry instanceof Uint8Array) this.addText(start + index, entry);
			else if (entry instanceof Uint8Array) this.addText(start + index, later(entry, index));
		}
	}

	private addText(code: number, text: Uint8Array): void {
		const short = text.length === 1 ? Uint8Array.of(0, ...text) : text.subarray(0, LONGEST_TEXT);
		this.texts.set(code, UTF_16.decode(short));
	}
}

function isVerticalMode(operands: readonly Operand[]): boolean {
	const [name, value] = operands.slice(-2);
	return name instanceof ContentName && name.text === 'WMode' && value === 1;
}

function groups(operands: readonly Operand[], size: number): Operand[][] {
	return Array.from({ length: Math.floor(operands.length / size) }, (_, index) =>
		operands.slice(index * size, (index + 1) * size),
	);
}

function isCode(operand: Operand | undefined): operand is Uint8Array {
	return operand instanceof Uint8Array && operand.length > 0 && operand.length <= LONGEST_CODE;
}

function isList(operand: Operand | undefined): operand is readonly Operand[] {
	return Array.isArray(operand);
}

/** The text at this position in a range, incremented in its last bytes. */
function later(text: Uint8Array, by: number): Uint8Array {
	const bytes = Uint8Array.from(text);
	for (let at = bytes.length - 1, carry = by; at >= 0 && carry > 0; at--) {
		const sum = (bytes[at] ?? 0) + carry;
		bytes[at] = sum & 0xff;
		carry = Math.floor(sum / 256);
	}
	return bytes;
}

/** The number that a code's bytes form, most significant first. */
export function codeOf(bytes: Uint8Array): number {
	return bytes.reduce((code, byte) => code * 256 + byte, 0);
}

/** The codes of a string, each with its length in bytes; a code outside all ranges is as long as the shortest. */
export function splitCodes(bytes: Uint8Array, ranges: readonly CodeRange[]) {
	const shortest = Math.min(LONGEST_CODE, ...ranges.map(({ length }) => length));
	const codes: { code: number; length: number }[] = [];
	for (let at = 0; at < bytes.length;) {
		const range = ranges.find(({ length, first, last }) => {
			const code = codeOf(bytes.subarray(at, at + length));
			return code >= first && code <= last;
		});
		const length = range?.length ?? shortest;
		codes.push({ code: codeOf(bytes.subarray(at, at + length)), length });
		at += length;
	}
	return codes;
}
