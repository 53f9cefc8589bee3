import { Refusal } from '../refusal';

const eicarMarker = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/**
 * Decodes a base64 field. Standard alphabet, padded; line breaks are allowed, spaces are not, because an unescaped `+`
 * in a form becomes a space. Throws Refusal: -79, or -61 for content with the text of the EICAR test file.
 */
export function decodeBase64(text: string, field: string): Buffer {
	const compact = text.includes('\n') ? text.replaceAll(/[\r\n]/g, '') : text;
	const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
	const digits = padding === 0 ? compact : compact.slice(0, -padding);
	if (compact.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(digits)) {
		throw new Refusal('wrongParameter', `${field} is not base64`);
	}
	const bytes = Buffer.from(compact, 'base64');
	if (bytes.includes(eicarMarker)) throw new Refusal('dangerousContent', `${field} is dangerous`);
	return bytes;
}
