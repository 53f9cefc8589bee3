import type { HashAlgorithm } from '../../nodes/WoSignDoc/push/wire/hashAlgorithms';
import { mediaTypeOf } from '../../nodes/WoSignDoc/push/wire/bodyHeaders';
import { namedThere } from '../../sandbox/firstContact';
import type { FirstContact } from '../../sandbox/firstContact';
import { named } from '../named';
import { charsetNamed } from '../probes/answer';
import type { PushJson } from './pushJson';

export type PushForm = NonNullable<FirstContact['push']>;

/** A complete request to the callback URL; without headers if only its body was stored. */
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
/** The value of a header; empty if missing. */
export function headerOf({ headers = [] }: RawPush, name: string): string {
	return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
}

/**
 * The form of a push, without its contents.
 *
 * @param algorithm the hash's algorithm; undefined if the hash was not verified
 */
export function pushForm(
	raw: RawPush,
	json: PushJson,
	isForm: boolean,
	algorithm: HashAlgorithm | undefined,
): PushForm {
	const spelling = json.hash === undefined ? undefined : spellingOf(json.hash.trim());
	return {
		body: isForm ? 'formField' : 'json',
		...headerFacts(raw),
		keys: [...json.keys],
		...(json.extendData && { extendData: json.extendData }),
		...numbersOf(json.status),
		...(algorithm && spelling && { hash: { algorithm: ALGORITHMS[algorithm], spelling } }),
	};
}

function headerFacts(raw: RawPush): PushForm {
	if (!raw.headers) return {};
	const contentType = headerOf(raw, 'content-type');
	const names = raw.headers.map(([name]) => named(name.toLowerCase(), namedThere.headers));
	return {
		mediaType: named(mediaTypeOf(contentType) || 'none', namedThere.mediaTypes),
		charset: charsetNamed(contentType),
		headers: [...new Set(names)].sort(),
	};
}

function numbersOf(status: unknown): Pick<PushForm, 'numbers'> {
	if (typeof status === 'number') return { numbers: 'number' };
	return typeof status === 'string' ? { numbers: 'string' } : {};
}

/** The notation of a hash; undefined if it is neither plain hexadecimal nor base64. */
function spellingOf(hash: string) {
	if (/^[0-9a-f]+$/.test(hash)) return 'lowerCaseHex';
	if (/^[0-9A-F]+$/.test(hash)) return 'upperCaseHex';
	return /^[\w+/-]+={0,2}$/.test(hash) && !/^[0-9a-f]+$/i.test(hash) ? 'base64' : undefined;
}
