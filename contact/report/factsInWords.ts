import type { FirstContact } from './readings';

type Section = 'network' | 'requests' | 'responses' | 'placement' | 'push' | 'document';
type Seen<Name extends Section> = NonNullable<FirstContact[Name]>;

const list = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : 'none');
const spelled = (value: string) => (value === 'both' ? 'as a string or a number' : `as a ${value}`);

/** A sentence about a value, if it was observed. */
function said<Value>(value: Value | undefined, words: (value: Value) => string): string[] {
	return value === undefined ? [] : [words(value)];
}

/** The observations, one sentence per member of the result. */
export function factsInWords(result: FirstContact): string[] {
	return [
		...network(result.network),
		...requests(result.requests),
		...responses(result.responses),
		...placement(result.placement),
		...push(result.push),
		...document(result.document),
	];
}

function network(seen: Seen<'network'> = {}): string[] {
	return [
		...said(
			seen.tlsVersions,
			(versions) => `The client certificate is accepted with ${list(versions)}.`,
		),
		...said(seen.renegotiation, (isSo) =>
			isSo
				? 'The server requests the client certificate in a second handshake (renegotiation).'
				: 'There is no renegotiation.',
		),
		...said(seen.cipher, (name) => `Cipher suite: ${name}.`),
		...said(seen.proxy, (isSo) =>
			isSo ? 'The connection goes through a proxy.' : 'There is no proxy.',
		),
		...said(
			seen.clockOffset,
			(seconds) => `The server’s clock minus this machine’s: ${seconds} seconds.`,
		),
		...said(
			seen.serverChain,
			(chain) =>
				`The server’s certificates expire on: ${list(chain.map(({ validTo }) => validTo.slice(0, 10)))}.`,
		),
	];
}

function requests(seen: Seen<'requests'> = {}): string[] {
	return [
		...said(seen.encodings, (encodings) => `Supported encodings: ${list(encodings)}.`),
		...said(seen.codes, (codes) => `Incomplete requests answered with a code: ${codes.length}.`),
		...said(seen.signerType, (value) => `A signer’s type is accepted ${spelled(value)}.`),
		...said(seen.pageNumber, (value) => `A page number is accepted ${spelled(value)}.`),
		...said(seen.emptyFields, (value) => `Empty optional fields are ${value}.`),
		...said(seen.sortedKeys, (value) => `Sorted keys are ${value}.`),
		...said(
			seen.orderNumberKey,
			(value) =>
				`The order number’s key: ${value === 'both' ? 'orderNumber or ordernumber' : value}.`,
		),
		...said(seen.plusSigns, (value) => `Plus signs in JSON are ${value}.`),
	];
}

function responses(seen: Seen<'responses'> = {}): string[] {
	return [
		...said(
			seen.statuses,
			(statuses) => `HTTP statuses of responses: ${list(statuses.map(String))}.`,
		),
		...said(seen.mediaType, (type) => `Media type of responses: ${type}.`),
		...said(seen.charset, (charset) => `Charset of responses: ${charset}.`),
		...said(
			seen.byteOrderMark,
			(isSo) => `Responses ${isSo ? 'start with a' : 'have no'} byte order mark.`,
		),
		...said(seen.form, (form) =>
			form === 'object'
				? 'Responses are JSON objects.'
				: 'Responses are JSON strings that contain JSON.',
		),
		...said(seen.keys, (keys) => `The order number’s key in responses: ${keys}.`),
		...said(seen.numbers, (numbers) => `Numbers in responses are written as ${numbers}s.`),
		...said(seen.otherFields, (fields) => `Undocumented fields in responses: ${list(fields)}.`),
		...said(seen.headers, (headers) => `Headers of responses: ${list(headers)}.`),
	];
}

const MEASURED: Readonly<Record<NonNullable<Seen<'placement'>['page']>, string>> = {
	seen: 'the displayed page, rotated and cropped',
	turnedMediaBox: 'the whole page, rotated (/Rotate counts, /CropBox doesn’t)',
	cropBox: 'the cropped page, not rotated (/CropBox counts, /Rotate doesn’t)',
	mediaBox: 'the whole page, not rotated (neither /Rotate nor /CropBox counts)',
};

function placement(seen: Seen<'placement'> = {}): string[] {
	return [
		...said(
			seen.origin,
			(origin) =>
				`Positions are measured from the ${origin === 'lowerLeft' ? 'lower' : 'upper'} left corner.`,
		),
		...said(seen.firstPage, (page) => `The first page is ${page}.`),
		...said(seen.page, (page) => `Positions are fractions of ${MEASURED[page]}.`),
		...said(seen.foundBy, (by) => `The position was found by its ${by}.`),
	];
}

function push(seen: Seen<'push'> = {}): string[] {
	return [
		...said(
			seen.body,
			(body) => `A push is ${body === 'json' ? 'JSON' : 'a form with a field named data'}.`,
		),
		...said(seen.mediaType, (type) => `Media type of a push: ${type}.`),
		...said(seen.charset, (charset) => `Charset of a push: ${charset}.`),
		...said(seen.keys, (keys) => `Keys of a push, in order: ${list(keys)}.`),
		...said(
			seen.extendData,
			(form) => `extendData is ${form === 'object' ? 'an object' : 'a string'}.`,
		),
		...said(seen.numbers, (numbers) => `Numbers in a push are written as ${numbers}s.`),
		...said(seen.hash, ({ algorithm, spelling }) => `The hash is ${algorithm} in ${spelling}.`),
		...said(seen.headers, (headers) => `Headers of a push: ${list(headers)}.`),
		...said(
			seen.retryIntervals,
			(seconds) => `Seconds before each retry: ${list(seconds.map(String))}.`,
		),
	];
}

function document(seen: Seen<'document'> = {}): string[] {
	return [
		...said(seen.growth, (bytes) => `Signing added ${bytes} bytes.`),
		...said(seen.certification, (level) =>
			level === null ? 'The document is not certified.' : `It is certified, DocMDP level ${level}.`,
		),
		...said(seen.subFilter, (name) => `Type of signature: ${name}.`),
		...said(seen.digest, (name) => `Digest: ${name}.`),
		...said(
			seen.certificateLife,
			(seconds) => `The signer’s certificate is valid for ${seconds} seconds.`,
		),
		...said(seen.timestamp, (isSo) => `The signature has ${isSo ? 'a' : 'no'} timestamp.`),
		...said(
			seen.timestampRoot,
			(isSo) => `The timestamp’s root certificate is ${isSo ? '' : 'not '}included.`,
		),
		...said(seen.signingTimeOffset, (hours) => `The signing time is ${hours} hours off.`),
		...said(seen.securityStore, (isSo) => `There is ${isSo ? 'a' : 'no'} document security store.`),
		...said(
			seen.laterInformation,
			(isSo) => `${isSo ? 'An' : 'No'} information dictionary follows the signed range.`,
		),
		...said(seen.visibleSeal, (isSo) => `There is ${isSo ? 'a' : 'no'} visible seal.`),
		...said(seen.watermark, (isSo) => `There is ${isSo ? 'a' : 'no'} watermark on every page.`),
	];
}
