import type { HashAlgorithm } from '../../nodes/WoSignDoc/push/wire/hashAlgorithms';
import { mediaTypeOf } from '../../nodes/WoSignDoc/push/wire/bodyHeaders';
import { charsetOf, declaredCharsets } from '../../nodes/WoSignDoc/protocol/charset';
import type { FirstContact } from '../../sandbox/firstContact';
import { plainNames } from './plainName';
import type { PushJson } from './pushJson';

export type PushForm = NonNullable<FirstContact['push']>;

/** A request to the callback address, whole; without headers where only its body was kept. */
export interface RawPush {
	readonly headers: ReadonlyArray<readonly [name: string, value: string]> | undefined;
	readonly body: Buffer;
}

const ALGORITHMS = {
	sha224: 'SHA-224',
	sha256: 'SHA-256',
	sha384: 'SHA-384',
	sha512: 'SHA-512',
} as const satisfies Record<HashAlgorithm, string>;
const MEDIA_TYPE = /^[a-z]{1,20}\/[a-z][a-z.+-]{0,40}$/;
const MOST_HEADERS = 60;

/** The value of a header; empty where it is missing. */
export function headerOf({ headers = [] }: RawPush, name: string): string {
	return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
}

/**
 * How a push is written, without anything that it says.
 *
 * @param secrets texts that a name must not hold
 * @param algorithm of the hash that was found right; undefined where none was
 */
export function pushForm(
	raw: RawPush,
	json: PushJson,
	isForm: boolean,
	algorithm: HashAlgorithm | undefined,
	secrets: readonly string[],
): PushForm {
	const spelling = json.hash === undefined ? undefined : spellingOf(json.hash.trim());
	return {
		body: isForm ? 'formField' : 'json',
		...headerFacts(raw, secrets),
		keys: plainNames(json.keys, secrets),
		...(json.extendData && { extendData: json.extendData }),
		...numbersOf(json.status),
		...(algorithm && spelling && { hash: { algorithm: ALGORITHMS[algorithm], spelling } }),
	};
}

function headerFacts(raw: RawPush, secrets: readonly string[]): PushForm {
	if (!raw.headers) return {};
	const contentType = headerOf(raw, 'content-type');
	const mediaType = mediaTypeOf(contentType);
	const charset = charsetIn(contentType);
	const names = raw.headers.map(([name]) => name.toLowerCase());
	return {
		...((mediaType === '' || MEDIA_TYPE.test(mediaType)) && { mediaType }),
		...(charset && { charset }),
		headers: plainNames([...new Set(names)].slice(0, MOST_HEADERS), secrets),
	};
}

/** Undefined for a charset that the report has no word for. */
function charsetIn(contentType: string): PushForm['charset'] {
	const [declared] = declaredCharsets(contentType);
	if (declared === undefined) return 'none';
	const encoding = charsetOf(declared)?.encoding ?? '';
	if (encoding === 'utf-8') return 'utf-8';
	return encoding.startsWith('gb') ? 'gbk' : undefined;
}

function numbersOf(status: unknown): Pick<PushForm, 'numbers'> {
	if (typeof status === 'number') return { numbers: 'number' };
	return typeof status === 'string' ? { numbers: 'string' } : {};
}

/** How a hash is spelled; undefined where it is neither plain hexadecimal nor base64. */
function spellingOf(hash: string) {
	if (/^[0-9a-f]+$/.test(hash)) return 'lowerCaseHex';
	if (/^[0-9A-F]+$/.test(hash)) return 'upperCaseHex';
	return /^[\w+/-]+={0,2}$/.test(hash) && !/^[0-9a-f]+$/i.test(hash) ? 'base64' : undefined;
}
