import { randomUUID } from 'node:crypto';
import type { PlatformVariations } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { withSortedKeys } from '../../nodes/WoSignDoc/order/send/requestVariations';
import {
	isObject,
	isSource,
	type RequestObject,
	type RequestValue,
} from '../../nodes/WoSignDoc/shared/jsonParts';
import type { situations } from '../../sandbox/firstContact';
import { ONE_BYTE, wholeOrder } from './wholeOrder';

/** A request that can't create an order on any platform. */
export type Situation = Exclude<(typeof situations)[number], 'malformedJson'>;

/** The values that each request is built from. */
export interface RequestSettings {
	readonly tokenId: string;
	readonly variations: PlatformVariations;
}

type Edit = (whole: RequestObject) => RequestObject;

export const NO_TEMPLATE = 'no-such-template-';
const PICTURES = ['pic', 'otherpic'];
/** Both possible spellings. */
const ORDER_NUMBER = ['orderNumber', 'ordernumber'];

/**
 * How each situation's request is derived from a whole one. None has a document, a picture, or an existing template; each
 * lacks more than its name says, so that it stays incomplete even for a platform that fills gaps with defaults.
 */
const EDITS: Readonly<Record<Situation, Edit>> = {
	// Unknown token: no account for an order; also no number, format, or signers.
	unknownToken: (whole) => ({ ...withoutNumber(withoutRest(whole)), tokenid: randomUUID() }),
	// Unknown action; also no number, format, or signers.
	unknownAction: (whole) => ({
		...withoutNumber(withoutRest(whole)),
		actiontype: 'FirstContactProbe',
	}),
	// In case the platform numbers orders itself: no signer, and no format for the one byte.
	withoutOrderNumber: (whole) => withoutNumber(withoutRest(whole)),
	emptyOrderNumber: (whole) => withEmptyNumber(withoutRest(whole)),
	// Nothing to sign, and no signers.
	withoutDocument: (whole) => without(withoutRest(whole), 'filebase'),
	// In case the format is guessed: one byte has no format, and there are no signers.
	withoutFileFormat: (whole) => without(whole, 'fileformat', 'signerlist'),
	// In case orders without signers are drafts: one byte isn't a PDF.
	withoutSigners: (whole) => without(whole, 'signerlist'),
	noSigners: (whole) => ({ ...whole, signerlist: [] }),
	// A signer without type, name, number, pictures, and position.
	withoutSignerType: (whole) => editSigner(whole, (signer) => without(nobody(signer), 'signType')),
	wrongSignerType: (whole) =>
		editSigner(whole, (signer) => ({
			...nobody(signer),
			signType: typeof signer['signType'] === 'number' ? 9 : '9',
		})),
	// In case pictures are optional: "Nobody" with the number 0 has no position, and one byte isn't a PDF.
	withoutPictures: (whole) => editSigner(whole, (one) => without(one, 'signlist', ...PICTURES)),
	emptyPictures: (whole) => editSigner(whole, (one) => without(one, 'signlist')),
	// Its pictures are one byte each.
	withoutPosition: (whole) =>
		editSigner(whole, (one) => ({
			...without(one, 'signlist'),
			pic: ONE_BYTE,
			otherpic: ONE_BYTE,
		})),
	// A random name, which no template has; no signers.
	unknownTemplate: (whole) => ({
		...leaveOut(withoutRest(whole), 'filebase'),
		tempid: `${NO_TEMPLATE}${randomUUID()}`,
	}),
};

/** The request for a situation, with a new order number. */
export function situationRequest(situation: Situation, settings: RequestSettings): RequestObject {
	return editedOrder(EDITS[situation], settings);
}

/** A request derived from a whole one, with its keys in the order that the variations require. */
export function editedOrder(edit: Edit, { tokenId, variations }: RequestSettings): RequestObject {
	const request = edit(wholeOrder(tokenId, `first-contact-${randomUUID()}`, variations));
	return variations.has('sortedKeys') ? withSortedKeys(request) : request;
}

/** The fields, except some. */
export function without(fields: RequestObject, ...keys: string[]): RequestObject {
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** The same request with its signer changed, or replaced by several. */
export function editSigner(
	request: RequestObject,
	...edits: ReadonlyArray<(signer: RequestObject) => RequestObject>
): RequestObject {
	const edited = (one: RequestValue) =>
		typeof one === 'object' && isObject(one) && !isSource(one)
			? edits.map((edit) => edit(one))
			: [];
	const { signerlist = [] } = request;
	if (typeof signerlist !== 'object' || isObject(signerlist)) return request;
	return { ...request, signerlist: signerlist.flatMap(edited) };
}

/** A signer with only a type. */
export function nobody(signer: RequestObject): RequestObject {
	return without(signer, 'userName', 'userNo', 'signlist');
}

/** The fields that come before the document's format. */
export function withoutRest(whole: RequestObject): RequestObject {
	return without(leaveOut(whole, 'fileformat'), 'signerlist');
}

export function withoutNumber(request: RequestObject): RequestObject {
	return without(request, ...ORDER_NUMBER);
}

function withEmptyNumber(request: RequestObject): RequestObject {
	return replaced(request, ORDER_NUMBER, '');
}

/** Omits an optional field like the node: with the variation Empty Fields, it is present but empty. */
function leaveOut(request: RequestObject, key: string): RequestObject {
	return 'tempid' in request ? replaced(request, [key], '') : without(request, key);
}

function replaced(request: RequestObject, keys: readonly string[], by: string): RequestObject {
	const entries = Object.entries(request);
	return Object.fromEntries(entries.map(([key, value]) => [key, keys.includes(key) ? by : value]));
}
