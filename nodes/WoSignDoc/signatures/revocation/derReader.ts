import { Asn1Error } from '../../protocol/certificate/asn1';

/** A DER value within bytes: its tag, where it begins, where its content begins, and where it ends. */
export interface DerPlace {
	readonly tag: number;
	readonly at: number;
	readonly content: number;
	readonly end: number;
}

/** Maximum bytes of a length field that is read. */
const LONGEST_LENGTH = 4;

/**
 * The DER value at an offset; throws an Asn1Error if there is none before the end. Only headers are read, so a list of
 * a hundred thousand entries costs no more memory than its bytes.
 */
export function derAt(bytes: Buffer, at: number, end = bytes.length): DerPlace {
	const [tag, first] = [bytes[at], bytes[at + 1]];
	if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || at + 2 > end) {
		throw new Asn1Error('not ASN.1');
	}
	const count = first < 0x80 ? 0 : first - 0x80;
	const content = at + 2 + count;
	const isLong = first >= 0x80;
	if (content > end || (isLong && (count === 0 || count > LONGEST_LENGTH))) {
		throw new Asn1Error('not ASN.1');
	}
	const length = isLong ? bytes.readUIntBE(at + 2, count) : first;
	if (content + length > end) throw new Asn1Error('not ASN.1');
	return { tag, at, content, end: content + length };
}

/** The values within a constructed one, in order; throws an Asn1Error. */
export function* derWithin(bytes: Buffer, { content, end }: DerPlace): Generator<DerPlace> {
	for (let at = content; at < end;) {
		const place = derAt(bytes, at, end);
		yield place;
		at = place.end;
	}
}
