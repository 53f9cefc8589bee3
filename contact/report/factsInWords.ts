import type { FirstContact } from './readings';

type Section = 'network' | 'requests' | 'responses' | 'placement' | 'push' | 'document';
type Seen<Name extends Section> = NonNullable<FirstContact[Name]>;

const list = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : 'none');
const spelled = (value: string) => (value === 'both' ? 'as a string or a number' : `as a ${value}`);

/** A sentence about a value, where it was seen. */
function said<Value>(value: Value | undefined, words: (value: Value) => string): string[] {
	return value === undefined ? [] : [words(value)];
}

/** What was seen, a sentence for each member of the result. */
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
			(versions) => `The client certificate is accepted with: ${list(versions)}.`,
		),
		...said(seen.renegotiation, (isSo) =>
			isSo
				? 'The server asks for the client certificate in a second handshake (renegotiation).'
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
				`The server’s certificates end on: ${list(chain.map(({ validTo }) => validTo.slice(0, 10)))}.`,
		),
	];
}

function requests(seen: Seen<'requests'> = {}): string[] {
	return [
		...said(seen.encodings, (encodings) => `Encodings that are read: ${list(encodings)}.`),
		...said(
			seen.codes,
			(codes) => `Incomplete requests that were answered with a code: ${codes.length}.`,
		),
		...said(seen.signerType, (value) => `A signer’s type is taken ${spelled(value)}.`),
		...said(seen.pageNumber, (value) => `A page number is taken ${spelled(value)}.`),
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
			(statuses) => `HTTP statuses of answers: ${list(statuses.map(String))}.`,
		),
		...said(seen.mediaType, (type) => `Media type of answers: ${type}.`),
		...said(seen.charset, (charset) => `Charset of answers: ${charset}.`),
		...said(
			seen.byteOrderMark,
			(isSo) => `Answers begin with ${isSo ? 'a' : 'no'} byte order mark.`,
		),
		...said(seen.form, (form) =>
			form === 'object' ? 'Answers are JSON objects.' : 'Answers are JSON strings around JSON.',
		),
		...said(seen.keys, (keys) => `The order number’s key in answers: ${keys}.`),
		...said(seen.numbers, (numbers) => `Numbers in answers are written as a ${numbers}.`),
		...said(
			seen.otherFields,
			(fields) => `Fields of answers that the document doesn’t have: ${list(fields)}.`,
		),
		...said(seen.headers, (headers) => `Headers of answers: ${list(headers)}.`),
	];
}

const MEASURED: Readonly<Record<NonNullable<Seen<'placement'>['page']>, string>> = {
	seen: 'the page as it is seen, turned and cropped',
	turnedMediaBox: 'the whole page, turned (/Rotate counts, /CropBox doesn’t)',
	cropBox: 'the cropped page, not turned (/CropBox counts, /Rotate doesn’t)',
	mediaBox: 'the whole page, not turned (neither /Rotate nor /CropBox counts)',
};

function placement(seen: Seen<'placement'> = {}): string[] {
	return [
		...said(
			seen.origin,
			(origin) =>
				`Positions are measured from the ${origin === 'lowerLeft' ? 'lower' : 'upper'} left.`,
		),
		...said(seen.firstPage, (page) => `The first page is ${page}.`),
		...said(seen.page, (page) => `Positions are parts of ${MEASURED[page]}.`),
		...said(seen.foundBy, (by) => `The place was found by its ${by}.`),
	];
}

function push(seen: Seen<'push'> = {}): string[] {
	return [
		...said(
			seen.body,
			(body) => `A push is ${body === 'json' ? 'JSON' : 'a form with the field data'}.`,
		),
		...said(seen.mediaType, (type) => `Media type of a push: ${type}.`),
		...said(seen.charset, (charset) => `Charset of a push: ${charset}.`),
		...said(seen.keys, (keys) => `Keys of a push, in their order: ${list(keys)}.`),
		...said(
			seen.extendData,
			(form) => `extendData is ${form === 'object' ? 'an object' : 'a string'}.`,
		),
		...said(seen.numbers, (numbers) => `Numbers in a push are written as a ${numbers}.`),
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
		...said(seen.subFilter, (name) => `Kind of signature: ${name}.`),
		...said(seen.digest, (name) => `Digest: ${name}.`),
		...said(
			seen.certificateLife,
			(seconds) => `The signer’s certificate lives ${seconds} seconds.`,
		),
		...said(seen.timestamp, (isSo) => `The signature has ${isSo ? 'a' : 'no'} timestamp.`),
		...said(
			seen.timestampRoot,
			(isSo) => `The timestamp’s root certificate is ${isSo ? '' : 'not '}inside.`,
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
