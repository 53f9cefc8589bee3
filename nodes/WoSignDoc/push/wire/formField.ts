import { PushRefusal } from './refusal';

const NAME = 'data';
const LONGEST_NAME = 1_024;
const BYTE = { percent: 0x25, ampersand: 0x26, plus: 0x2b, equals: 0x3d, space: 0x20 } as const;

/**
 * The value of the field `data` of a form that arrives in pieces (PROTOCOL.md, PushSignedDoc, Decided).
 * Other fields are skipped. Throws the refusal of a form without the field.
 */
export async function* formField(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	const form = new FormFieldReader();
	for await (const chunk of chunks) {
		const value = form.feed(chunk);
		if (value.length > 0) yield value;
	}
	form.end();
}

class FormFieldReader {
	private found = false;
	/** The name being read; undefined inside a value. */
	private name: string | undefined = '';
	private wanted = false;
	/** Digits read so far of a percent escape. */
	private escape: string | undefined;

	feed(chunk: Buffer): Buffer {
		const value = Buffer.allocUnsafe(chunk.length);
		let length = 0;
		for (const byte of chunk) {
			const decoded = this.decode(byte);
			if (decoded === undefined) continue;
			if (this.name !== undefined) this.extendName(this.name, decoded);
			else if (this.wanted) value[length++] = decoded;
		}
		return value.subarray(0, length);
	}

	end(): void {
		if (!this.found || this.escape !== undefined) {
			throw new PushRefusal('malformedBody', `the form has no whole field "${NAME}"`);
		}
	}

	/** The decoded byte; undefined for a separator or inside an escape. */
	private decode(byte: number): number | undefined {
		if (this.escape !== undefined)
			return this.decodeEscape(this.escape + String.fromCharCode(byte));
		if (byte === BYTE.percent) this.escape = '';
		else if (byte === BYTE.ampersand) this.startField();
		else if (byte === BYTE.equals && this.name !== undefined) this.startValue(this.name);
		else return byte === BYTE.plus ? BYTE.space : byte;
		return undefined;
	}

	private decodeEscape(digits: string): number | undefined {
		this.escape = digits.length < 2 ? digits : undefined;
		if (digits.length < 2) return undefined;
		if (/^[0-9a-f]{2}$/i.test(digits)) return parseInt(digits, 16);
		throw new PushRefusal('malformedBody', 'the form has a wrong percent escape');
	}

	private startField(): void {
		this.name = '';
		this.wanted = false;
	}

	private startValue(name: string): void {
		this.name = undefined;
		this.wanted = name.toLowerCase() === NAME;
		this.found ||= this.wanted;
	}

	private extendName(name: string, byte: number): void {
		this.name = name + String.fromCharCode(byte);
		if (this.name.length > LONGEST_NAME) {
			throw new PushRefusal('malformedBody', 'the form has too long a field name');
		}
	}
}
