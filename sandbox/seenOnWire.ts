import iconv from 'iconv-lite';

/** `none`: UTF-8, and the type does not say so. */
export type Charset = 'utf-8' | 'gbk' | 'none';

/** What a field holds that the vendor's document does not have. */
export const OTHER_VALUE = '沙箱';

/** `Content-Type` of a type that has a name, or `other`; no header for `none`. */
export function contentType(type: { mediaType: string; charset: Charset }): {
	'content-type'?: string;
} {
	if (type.mediaType === 'none') return {};
	const name = type.mediaType === 'other' ? 'application/x-sandbox' : type.mediaType;
	return { 'content-type': type.charset === 'none' ? name : `${name}; charset=${type.charset}` };
}

/** A text's bytes; what GBK does not have becomes a question mark. */
export function encodeText(text: string, charset: Charset): Buffer {
	return charset === 'gbk' ? iconv.encode(text, 'gbk') : Buffer.from(text);
}

/** Headers whose values say how a message is framed or carried: they are Node's. */
const framing =
	/^(content-.*|transfer-encoding|trailer|connection|keep-alive|upgrade|date|host|expect|location|accept-encoding)$/;

/** Headers of these names, as far as they mean nothing to the one who sends them. */
export function otherHeaders(names: readonly string[]): Record<string, string> {
	const others = names.filter((name) => !framing.test(name.toLowerCase()));
	return Object.fromEntries(
		others.map((name) => [name === 'other' ? 'x-sandbox' : name, 'sandbox']),
	);
}
