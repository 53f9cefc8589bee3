import {
	variationOptions,
	type PlatformVariation,
} from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { codeFor, type FirstContact } from './readings';

/** A part of an assumption: whether it was observed to hold (undefined: not observed), and what to do if it doesn't. */
export interface Finding {
	readonly holds: boolean | undefined;
	readonly remedy: string;
}

/** An assumption of docs/PROTOCOL.md, and how a result confirms or refutes it. */
export interface Assumption {
	readonly id: string;
	readonly text: string;
	/** Empty if a first contact can't show it. */
	readonly findings: (result: FirstContact) => readonly Finding[];
}

const REPORT = 'No setting helps: please open an issue with first-contact.json';
const READ_ANYWAY = 'Nothing to set: the nodes support it';

const finding = (holds: boolean | undefined, remedy: string): Finding => ({ holds, remedy });

/** What to set, with the option's label in the node. */
function vary(variation: PlatformVariation): string {
	const option = variationOptions.find(({ value }) => value === variation);
	return `Set Platform Variations to ${option?.name ?? variation}`;
}

/** Whether a value is one of the assumed ones; undefined if it wasn't observed. */
function isOneOf<Value>(value: Value | undefined, ...assumed: Value[]): boolean | undefined {
	return value === undefined ? undefined : assumed.includes(value);
}

/** Keys of a push that indicate a signature, in any case, inside `extendData` or not; `signid` doesn't. */
const SIGNATURE_KEY = /(?:^|\.)(?:sign|partner(?:code|token))$/i;

/** All assumptions, in the order of docs/PROTOCOL.md. */
export const assumptions: readonly Assumption[] = [
	{
		id: 'A1',
		text: 'JSON is read, or otherwise the percent-encoded form',
		findings: ({ requests: { encodings } = {} }) => [
			finding(encodings && encodings.length > 0, REPORT),
		],
	},
	{ id: 'A2', text: '-63 means that no order was created', findings: () => [] },
	{
		id: 'A3',
		text: 'a form decoder turns a plus sign that isn’t percent-encoded into a space',
		findings: () => [],
	},
	{
		id: 'A4',
		text: 'JSON isn’t decoded as a form first',
		findings: ({ requests: { plusSigns } = {} }) => [
			finding(isOneOf(plusSigns, 'kept'), vary('escapedPlusSigns')),
		],
	},
	{
		id: 'A5',
		text: 'requests with Content-Length are read',
		findings: ({ responses: { statuses } = {} }) => [
			finding(statuses && !statuses.includes(411), REPORT),
		],
	},
	{
		id: 'A6',
		text: 'TLS 1.2 or newer, and no renegotiation for the client certificate',
		findings: ({ network: { tlsVersions, renegotiation } = {} }) => [
			// If no version was accepted, the certificate may be the cause.
			finding((tlsVersions && tlsVersions.length > 0) || undefined, REPORT),
			finding(
				renegotiation === undefined ? undefined : !renegotiation,
				'Nothing to set: Node.js renegotiates with TLS 1.2. An outgoing proxy that inspects TLS may not',
			),
		],
	},
	{
		id: 'A7',
		text: 'redirects never lead to the API',
		findings: ({ responses: { statuses } = {} }) => [
			finding(statuses && !statuses.some((status) => status >= 300 && status < 400), REPORT),
		],
	},
	{
		id: 'B1',
		text: 'a signer’s type may be a string',
		findings: ({ requests: { signerType } = {} }) => [
			finding(isOneOf(signerType, 'string', 'both'), vary('signerTypeAsNumber')),
		],
	},
	{
		id: 'B2',
		text: 'a page number is a number, and pages are counted from 1',
		findings: ({ requests: { pageNumber } = {}, placement: { firstPage } = {} }) => [
			finding(isOneOf(pageNumber, 'number', 'both'), vary('pagesAsText')),
			finding(isOneOf(firstPage, 1), vary('pagesFromZero')),
		],
	},
	{
		id: 'B3',
		text: 'keys may be in any order',
		findings: ({ requests: { sortedKeys } = {} }) => [
			finding(isOneOf(sortedKeys, 'optional'), vary('sortedKeys')),
		],
	},
	{
		id: 'B4',
		text: 'an empty optional field can be omitted',
		findings: ({ requests: { emptyFields } = {} }) => [
			finding(isOneOf(emptyFields, 'optional'), vary('emptyFields')),
		],
	},
	{
		id: 'B5',
		text: 'pic and otherpic must be present even if empty',
		findings: (result) => {
			const [without, empty] = [
				codeFor(result, 'withoutPictures'),
				codeFor(result, 'emptyPictures'),
			];
			const isSeen = without !== undefined && empty !== undefined && without !== empty;
			return [finding(isSeen ? true : undefined, '')];
		},
	},
	{
		id: 'B6',
		text: 'positions are measured upward from the page’s lower left corner',
		findings: ({ placement: { origin } = {} }) => [
			finding(isOneOf(origin, 'lowerLeft'), vary('positionsFromUpperLeft')),
		],
	},
	{
		id: 'B7',
		text: 'the page is the displayed one, rotated and cropped',
		findings: ({ placement: { page } = {} }) => [
			finding(
				isOneOf(page, 'seen'),
				'No setting helps: save rotated or cropped pages as upright, uncropped ones before sending, and please open an issue with first-contact.json',
			),
		],
	},
	{ id: 'B8', text: '“256 characters” are Unicode code points', findings: () => [] },
	{
		id: 'B9',
		text: 'fileformat is the extension, and required',
		findings: (result) => [finding(codeFor(result, 'withoutFileFormat') === -56 || undefined, '')],
	},
	{
		id: 'B10',
		text: 'responses can be read with any spelling of keys, numbers, and charset',
		findings: ({ responses: { statuses, form } = {} }) => [
			finding(statuses && form !== undefined, REPORT),
		],
	},
	{ id: 'B11', text: 'the platform accepts an order number only once', findings: () => [] },
	{ id: 'B12', text: 'an order number is compared byte by byte', findings: () => [] },
	{
		id: 'B13',
		text: 'the key is orderNumber, with a capital N',
		findings: ({ requests: { orderNumberKey } = {} }) => [
			finding(isOneOf(orderNumberKey, 'orderNumber', 'both'), vary('lowerCaseOrderNumber')),
		],
	},
	{
		id: 'C1',
		text: 'extendData is an object, or a string that contains its JSON',
		findings: ({ push: { extendData } = {} }) => [
			finding(isOneOf(extendData, 'object', 'string'), READ_ANYWAY),
		],
	},
	{
		id: 'C2',
		text: 'a push has the known keys, in any case and order',
		findings: ({ push: { keys } = {} }) => [
			finding(
				keys && ['signid', 'ordernumber'].every((key) => hasKey(keys, `extenddata.${key}`)),
				REPORT,
			),
		],
	},
	{
		id: 'C3',
		text: 'a push is JSON, or a form with a field named data',
		findings: ({ push: { body } = {} }) => [finding(isOneOf(body, 'json', 'formField'), REPORT)],
	},
	{
		id: 'C4',
		text: 'the hash is a SHA-2 hash of the file’s bytes',
		findings: ({ push: { hash } = {} }) => [finding(hash && true, REPORT)],
	},
	{
		id: 'C5',
		text: 'after a rejection the platform retries',
		findings: ({ push: { retryIntervals } = {} }) => [
			finding(retryIntervals && retryIntervals.length > 0, REPORT),
		],
	},
	{
		id: 'C6',
		text: 'pushes are not authenticated',
		findings: ({ push: { headers, keys } = {} }) => [
			finding(
				headers && !headers.some((name) => /^(?:authorization|signature|x-signature)$/.test(name)),
				REPORT,
			),
			finding(keys && !keys.some((key) => SIGNATURE_KEY.test(key)), REPORT),
		],
	},
	{ id: 'C7', text: 'other actions may be sent to the same URL', findings: () => [] },
];

function hasKey(keys: readonly string[], wanted: string): boolean {
	return keys.some((key) => key.toLowerCase() === wanted);
}
