import { PushRefusal } from './refusal';
import { UNENCODED_PLUS } from './unencodedPlus';

const BYTE = { percent: 0x25, plus: 0x2b, space: 0x20 } as const;

/**
 * Decodes a form's bytes one by one, wherever they were split. An unencoded `+` becomes `UNENCODED_PLUS`; or a space,
 * as in form encoding, once an encoded `+` was seen: the sender then encodes correctly.
 */
export class PercentDecoder {
	/** Digits of an incomplete escape. */
	private escape: string | undefined;
	private encodesPluses = false;

	/** Whether an escape has begun and not ended. */
	get isCut(): boolean {
		return this.escape !== undefined;
	}

	/** The decoded byte; undefined inside an escape. */
	decode(byte: number): number | undefined {
		if (this.escape !== undefined) {
			return this.endEscape(this.escape + String.fromCharCode(byte));
		}
		if (byte === BYTE.plus) return this.encodesPluses ? BYTE.space : UNENCODED_PLUS;
		if (byte !== BYTE.percent) return checked(byte);
		this.escape = '';
		return undefined;
	}

	private endEscape(digits: string): number | undefined {
		this.escape = digits.length < 2 ? digits : undefined;
		if (digits.length < 2) return undefined;
		if (!/^[0-9a-f]{2}$/i.test(digits)) {
			throw new PushRefusal(
				'malformedBody',
				`the form has a wrong percent escape, ${JSON.stringify(`%${digits}`)}`,
			);
		}
		const byte = parseInt(digits, 16);
		this.encodesPluses ||= byte === BYTE.plus;
		return checked(byte);
	}
}

/** JSON never contains this character, so a placeholder for `+` is never the sender's. */
function checked(byte: number): number {
	if (byte !== UNENCODED_PLUS) return byte;
	throw new PushRefusal(
		'malformedJson',
		'the body is not valid JSON: it holds a control character',
	);
}
