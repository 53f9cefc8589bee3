/** ISO 32000-1, annex D.2: the upper half of the standard encoding, from 0xA1; `\0` if unassigned. */
const STANDARD_UPPER =
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—" +
	'\0'.repeat(16) +
	'Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß';
const STANDARD_UPPER_START = 0xa1;

/** The character of each of the 256 codes; empty if unassigned. */
export type SimpleEncoding = readonly string[];

const codes = Array.from({ length: 256 }, (_, code) => code);
const isControl = (code: number) => code < 0x20 || code === 0x7f;

function decoded(label: string): SimpleEncoding {
	const decoder = new TextDecoder(label);
	return codes.map((code) => (isControl(code) ? '' : decoder.decode(Uint8Array.of(code))));
}

const standard: SimpleEncoding = codes.map((code) => {
	if (code === 0x27) return '’';
	if (code === 0x60) return '‘';
	if (code < 0x7f) return isControl(code) ? '' : String.fromCharCode(code);
	return (STANDARD_UPPER[code - STANDARD_UPPER_START] ?? '').replace('\0', '');
});

const ENCODINGS: ReadonlyMap<string, SimpleEncoding> = new Map([
	['WinAnsiEncoding', decoded('windows-1252')],
	['MacRomanEncoding', decoded('macintosh')],
	['StandardEncoding', standard],
]);

/** A simple font's encoding by name (ISO 32000-1, annex D); undefined if there is no encoding with this name. */
export function simpleEncoding(name: string): SimpleEncoding | undefined {
	return ENCODINGS.get(name);
}
