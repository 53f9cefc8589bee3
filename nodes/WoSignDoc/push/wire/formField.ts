import { PercentDecoder } from './percentDecoder';
import { PushRefusal } from './refusal';

const NAME = 'data';
const LONGEST_NAME = 1_024;
/** Other fields that a refusal names, and characters of each name. */
const [MOST_SHOWN, LONGEST_SHOWN] = [5, 32];
const BYTE = { ampersand: 0x26, equals: 0x3d } as const;
const EQUALS = Buffer.of(BYTE.equals);

/**
 * The value of the field `data` of a form that arrives in chunks (PROTOCOL.md, PushSignedDoc, Decided). Other fields
 * are skipped. Rejects a form without the field, or with two of them.
 */
export async function* formField(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const form = new FormFieldReader();
	for await (const chunk of chunks) {
		const value = form.feed(chunk);
		if (value.length > 0) yield value;
	}
	form.end();
}

/**
 * The text of a form without fields, which is percent-encoded as a whole: `&` and `=` in it are part of the text. A
 * final `=` isn't: form encoders append it, because they treat the text as the name of a field without a value.
 */
export async function* namelessForm(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const decoder = new PercentDecoder();
	for await (const chunk of withoutLastEquals(chunks)) {
		const text = Buffer.allocUnsafe(chunk.length);
		let length = 0;
		for (const byte of chunk) {
			const decoded = decoder.decode(byte);
			if (decoded !== undefined) text[length++] = decoded;
		}
		if (length > 0) yield text.subarray(0, length);
	}
	if (decoder.isCut) throw endsEarly();
}

async function* withoutLastEquals(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let isHeld = false;
	for await (const chunk of chunks) {
		if (chunk.length === 0) continue;
		if (isHeld) yield EQUALS;
		isHeld = chunk.at(-1) === BYTE.equals;
		yield isHeld ? chunk.subarray(0, -1) : chunk;
	}
}

class FormFieldReader {
	private readonly decoder = new PercentDecoder();
	private found = false;
	/** The name being read; undefined inside a value. */
	private name: string | undefined = '';
	private readonly otherNames = new Set<string>();
	private wanted = false;

	feed(chunk: Buffer): Buffer {
		const value = Buffer.allocUnsafe(chunk.length);
		let length = 0;
		for (const byte of chunk) {
			if (this.separates(byte)) continue;
			const decoded = this.decoder.decode(byte);
			if (decoded === undefined) continue;
			if (this.name !== undefined) this.extendName(this.name, decoded);
			else if (this.wanted) value[length++] = decoded;
		}
		return value.subarray(0, length);
	}

	end(): void {
		if (this.decoder.isCut) throw endsEarly();
		if (this.found) return;
		const others = [...this.otherNames, this.name ?? '']
			.filter(Boolean)
			.map((name) => JSON.stringify(name.slice(0, LONGEST_SHOWN)));
		const shown = others.length > 0 ? `only ${others.slice(0, MOST_SHOWN).join(', ')}` : 'no field';
		throw new PushRefusal('malformedBody', `the form has no field "${NAME}", ${shown}`);
	}

	/** Whether the byte separates names and values. */
	private separates(byte: number): boolean {
		if (this.decoder.isCut) return false;
		if (byte === BYTE.ampersand) this.startField();
		else if (byte === BYTE.equals && this.name !== undefined) this.startValue(this.name);
		else return false;
		return true;
	}

	private startField(): void {
		this.name = '';
		this.wanted = false;
	}

	private startValue(name: string): void {
		this.name = undefined;
		this.wanted = name.toLowerCase() === NAME;
		if (!this.wanted) {
			if (this.otherNames.size < MOST_SHOWN) this.otherNames.add(name);
			return;
		}
		if (this.found) {
			throw new PushRefusal('malformedBody', `the form has more than one field "${NAME}"`);
		}
		this.found = true;
	}

	private extendName(name: string, byte: number): void {
		this.name = name + String.fromCharCode(byte);
		if (this.name.length > LONGEST_NAME) {
			throw new PushRefusal('malformedBody', 'the form has too long a field name');
		}
	}
}

function endsEarly(): PushRefusal {
	return new PushRefusal('malformedBody', 'the form ends within a percent escape');
}
