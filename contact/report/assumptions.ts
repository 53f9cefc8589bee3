import {
	variationOptions,
	type PlatformVariation,
} from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { codeFor, type FirstContact } from './readings';

/** A part of an assumption: whether it was seen to hold (undefined: not seen), and what to do where it does not. */
export interface Finding {
	readonly holds: boolean | undefined;
	readonly remedy: string;
}

/** An assumption of docs/PROTOCOL.md, and how it is read off a result. */
export interface Assumption {
	readonly id: string;
	readonly text: string;
	/** None where the first contact can't show it. */
	readonly findings: (result: FirstContact) => readonly Finding[];
}

const REPORT = 'Nothing can be set: please open an issue with first-contact.json';
const READ_ANYWAY = 'Nothing to set: the nodes read it';

const finding = (holds: boolean | undefined, remedy: string): Finding => ({ holds, remedy });

/** What to set, as the node's form calls it. */
function vary(variation: PlatformVariation): string {
	const option = variationOptions.find(({ value }) => value === variation);
	return `Set Platform Variations to ${option?.name ?? variation}`;
}

/** Whether a value is one of those that were assumed; undefined where it wasn't seen. */
function isOneOf<Value>(value: Value | undefined, ...assumed: Value[]): boolean | undefined {
	return value === undefined ? undefined : assumed.includes(value);
}

/** Keys of a push that a signature comes with, of any case, inside `extendData` or not; `signid` is none. */
const SIGNATURE_KEY = /(?:^|\.)(?:sign|partner(?:code|token))$/i;

/** All assumptions, in the order of docs/PROTOCOL.md. */
export const assumptions: readonly Assumption[] = [
	{
		id: 'A1',
		text: 'JSON is read, or else the percent-encoded form',
		findings: ({ requests: { encodings } = {} }) => [
			finding(encodings && encodings.length > 0, REPORT),
		],
	},
	{ id: 'A2', text: '-63 means that no order was made', findings: () => [] },
	{
		id: 'A3',
		text: 'a form decoder makes a space of a plus sign that isn’t percent-encoded',
		findings: () => [],
	},
	{
		id: 'A4',
		text: 'JSON isn’t decoded like a form first',
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
			// None accepted may be the certificate's fault.
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
		text: 'a page number is a number, pages count from 1',
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
		text: 'an empty optional field may be left out',
		findings: ({ requests: { emptyFields } = {} }) => [
			finding(isOneOf(emptyFields, 'optional'), vary('emptyFields')),
		],
	},
	{
		id: 'B5',
		text: 'pic and otherpic must be there even when empty',
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
		text: 'positions are measured from the page’s lower left, upwards',
		findings: ({ placement: { origin } = {} }) => [
			finding(isOneOf(origin, 'lowerLeft'), vary('positionsFromUpperLeft')),
		],
	},
	{
		id: 'B7',
		text: 'the page is what a reader sees, turned and cropped',
		findings: ({ placement: { page } = {} }) => [
			finding(
				isOneOf(page, 'seen'),
				'Nothing can be set: save turned or cropped pages as upright, uncropped ones before sending, and please open an issue with first-contact.json',
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
		text: 'answers can be read, however keys, numbers and charset are written',
		findings: ({ responses: { statuses, form } = {} }) => [
			finding(statuses && form !== undefined, REPORT),
		],
	},
	{ id: 'B11', text: 'the platform accepts an order number once', findings: () => [] },
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
		text: 'extendData is an object, or a string that holds its JSON',
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
		text: 'a push is JSON, or a form with the field data',
		findings: ({ push: { body } = {} }) => [finding(isOneOf(body, 'json', 'formField'), REPORT)],
	},
	{
		id: 'C4',
		text: 'the hash is over the file’s bytes, a member of SHA-2',
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
	{ id: 'C7', text: 'other actions may come to the same address', findings: () => [] },
];

function hasKey(keys: readonly string[], wanted: string): boolean {
	return keys.some((key) => key.toLowerCase() === wanted);
}
