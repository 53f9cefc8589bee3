import type { SinkChoice } from './jsonScanner';
import { JsonScanner } from './jsonScanner';
import { PushRefusal } from './refusal';
import type { StringSink } from './stringUnescaper';
import { UNENCODED_PLUS } from './unencodedPlus';

/**
 * JSON inside a JSON string: `extendData` may be the text of its object (PROTOCOL.md, PushSignedDoc, Decided), and the
 * body the text of the push. That text replaces the string.
 */
export class NestedJson implements StringSink {
	private readonly scanner: JsonScanner;
	/** The first half of an escaped surrogate pair, until the second arrives. */
	private highSurrogate: number | undefined;

	/** @param counted the values counted so far in the surrounding push */
	constructor(sinkFor: SinkChoice, counted: { values: number }) {
		this.scanner = new JsonScanner(sinkFor, counted);
	}

	/** Bytes of memory in use. */
	get held(): number {
		return this.scanner.held;
	}

	write(run: Buffer): void {
		// Between the inner object's tokens, a raw line break would be valid white space.
		if (hasControlCharacter(run)) {
			throw new PushRefusal(
				'malformedJson',
				'the body is not valid JSON: a raw line break in a string',
			);
		}
		this.endPair();
		this.scanner.feed(run);
	}

	writeEscape(codeUnit: number): void {
		if (codeUnit === UNENCODED_PLUS) throw controlCharacter();
		if (this.highSurrogate !== undefined && codeUnit >= 0xdc00 && codeUnit <= 0xdfff) {
			this.scanner.feed(Buffer.from(String.fromCharCode(this.highSurrogate, codeUnit)));
			this.highSurrogate = undefined;
			return;
		}
		this.endPair();
		if (codeUnit >= 0xdc00 && codeUnit <= 0xdfff) throw halfCharacter();
		if (codeUnit >= 0xd800 && codeUnit <= 0xdbff) this.highSurrogate = codeUnit;
		else this.scanner.feed(Buffer.from(String.fromCharCode(codeUnit)));
	}

	end(): string {
		this.endPair();
		return this.scanner.end();
	}

	textSoFar(): string {
		return this.scanner.textSoFar();
	}

	private endPair(): void {
		if (this.highSurrogate === undefined) return;
		throw halfCharacter();
	}
}

/** It can't be encoded, and U+FFFD in its place would be a different text. */
function halfCharacter(): PushRefusal {
	return new PushRefusal(
		'malformedText',
		'JSON inside a string of the body holds half of a surrogate pair',
	);
}

/** JSON never contains this character, so a placeholder for `+` is never the sender's. */
function controlCharacter(): PushRefusal {
	return new PushRefusal(
		'malformedJson',
		'the body is not valid JSON: JSON inside a string holds a control character',
	);
}

/** JSON strings contain none unescaped (RFC 8259, section 7). */
function hasControlCharacter(run: Buffer): boolean {
	for (const byte of run) if (byte < 0x20 && byte !== UNENCODED_PLUS) return true;
	return false;
}
