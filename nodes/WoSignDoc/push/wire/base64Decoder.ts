import { PushRefusal } from './refusal';
import type { StringSink } from './stringUnescaper';

/** Characters decoded at a time: enough to make the native decoder worthwhile, a multiple of 4. */
const BLOCK_SIZE = 64 * 1_024;
/** Characters from which a run is decoded in place; shorter ones are collected in the block. */
const LONG_RUN = 4 * 1_024;
/** Maximum collected characters that are decoded together with a long run, in whose space their bytes fit. */
const MOST_BEGUN = LONG_RUN / 4;
const SPACE = 0x20;
const PADDING = 0x3d;
const ESCAPED_WHITE_SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);
const NOT_A_DIGIT = /[^A-Za-z0-9+/_-]/;

/**
 * Decodes base64 that arrives in chunks: standard or URL-safe, padded or not, with spaces and escaped line breaks
 * ignored. Any other character, or a length that base64 can't have, is rejected: nothing is silently dropped
 * (PROTOCOL.md, PushSignedDoc, Decided). A raw line break isn't valid in JSON, so it is rejected.
 */
export class Base64Decoder implements StringSink {
	private readonly block = Buffer.allocUnsafe(BLOCK_SIZE);
	private blockLength = 0;
	/** Remaining digits, fewer than 4 or ending in padding, which go before the next block. */
	private rest = '';

	/** Bytes of memory in use. */
	readonly held = BLOCK_SIZE;

	/** @param onBytes gets the decoded bytes, and owns each buffer */
	constructor(private readonly onBytes: (bytes: Buffer) => void) {}

	/** Takes ownership of the run: a long one is decoded in place, so no second copy of it becomes garbage. */
	write(run: Buffer): void {
		const decoded = this.decodeInPlace(run);
		for (let start = decoded; start < run.length;) {
			const copied = run.copy(this.block, this.blockLength, start);
			this.blockLength += copied;
			start += copied;
			if (this.blockLength === BLOCK_SIZE) this.decodeBlock();
		}
	}

	writeEscape(codeUnit: number): void {
		if (codeUnit > 0xff) throw notBase64();
		this.block[this.blockLength++] = ESCAPED_WHITE_SPACE.has(codeUnit) ? SPACE : codeUnit;
		if (this.blockLength === BLOCK_SIZE) this.decodeBlock();
	}

	end(): string {
		this.decodeBlock();
		const digits = this.rest.replace(/={1,2}$/, '');
		const padded = digits.length < this.rest.length;
		if (digits.length % 4 === 1 || (padded && this.rest.length % 4 !== 0)) throw notBase64();
		this.emit(digits);
		return '""';
	}

	/** How much of the run was decoded: whole groups of a long one, or nothing if it needs closer inspection. */
	private decodeInPlace(run: Buffer): number {
		if (run.length < LONG_RUN || this.blockLength > MOST_BEGUN || this.rest !== '') return 0;
		// The collected part is completed and decoded separately, because joining long texts would cost a copy.
		const completing = (4 - (this.blockLength % 4)) % 4;
		// A group with padding is left to `end`.
		const most = run.at(-1) === PADDING ? run.length - 4 : run.length;
		const end = most - ((most - completing) % 4);
		const begun = this.block.toString('latin1', 0, this.blockLength);
		const first = begun + run.toString('latin1', 0, completing);
		const text = run.toString('latin1', completing, end);
		const digits = first.length + text.length;
		const firstBytes = run.write(first, 'base64');
		const bytes = firstBytes + run.write(text, firstBytes, 'base64');
		if (bytes === (digits / 4) * 3) {
			this.blockLength = 0;
			this.hand(run.subarray(0, bytes));
			return end;
		}
		run.write(first.slice(begun.length) + text, 'latin1');
		return 0;
	}

	private decodeBlock(): void {
		const text = this.rest + this.block.toString('latin1', 0, this.blockLength);
		this.blockLength = 0;
		this.rest = '';
		// The usual case, at the decoder's full speed. It skips anything that isn't base64, so full length means that nothing
		// was skipped.
		const bytes = Buffer.from(text, 'base64');
		if (text.length % 4 === 0 && bytes.length === (text.length / 4) * 3) this.hand(bytes);
		else this.decodeWithCare(text.replaceAll(' ', ''));
	}

	/** Holds back what the end may need: an incomplete group, or one with padding. */
	private decodeWithCare(digits: string): void {
		const whole = digits.endsWith('=') ? digits.length - 4 : digits.length - (digits.length % 4);
		const cut = Math.max(0, whole - (whole % 4));
		this.emit(digits.slice(0, cut));
		this.rest = digits.slice(cut);
	}

	private emit(digits: string): void {
		if (NOT_A_DIGIT.test(digits)) throw notBase64();
		this.hand(Buffer.from(digits, 'base64'));
	}

	private hand(bytes: Buffer): void {
		if (bytes.length > 0) this.onBytes(bytes);
	}
}

function notBase64(): PushRefusal {
	return new PushRefusal('notBase64', 'content is not base64');
}
