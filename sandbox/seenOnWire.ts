import iconv from 'iconv-lite';

/** `none`: UTF-8 without a charset parameter. */
export type Charset = 'utf-8' | 'gbk' | 'none';

/** The value of fields that the vendor's document doesn't have. */
export const OTHER_VALUE = '沙箱';

/** The `Content-Type` header for a media type name or `other`; no header for `none`. */
export function contentType(type: { mediaType: string; charset: Charset }): {
	'content-type'?: string;
} {
	if (type.mediaType === 'none') return {};
	const name = type.mediaType === 'other' ? 'application/x-sandbox' : type.mediaType;
	return { 'content-type': type.charset === 'none' ? name : `${name}; charset=${type.charset}` };
}

/** Encodes text; characters that GBK doesn't have become question marks. */
export function encodeText(text: string, charset: Charset): Buffer {
	return charset === 'gbk' ? iconv.encode(text, 'gbk') : Buffer.from(text);
}

/** Headers for framing and transport, which Node.js sets itself. */
const framing =
	/^(content-.*|transfer-encoding|trailer|connection|keep-alive|upgrade|date|host|expect|location|accept-encoding)$/;

/** Headers with these names and a placeholder value, except those for framing and transport. */
export function otherHeaders(names: readonly string[]): Record<string, string> {
	const others = names.filter((name) => !framing.test(name.toLowerCase()));
	return Object.fromEntries(
		others.map((name) => [name === 'other' ? 'x-sandbox' : name, 'sandbox']),
	);
}
