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

/** A request that no platform can make an order of. */
export type Situation = Exclude<(typeof situations)[number], 'malformedJson'>;

/** What each request is made of. */
export interface RequestSettings {
	readonly tokenId: string;
	readonly variations: PlatformVariations;
}

type Edit = (whole: RequestObject) => RequestObject;

export const NO_TEMPLATE = 'no-such-template-';
const PICTURES = ['pic', 'otherpic'];
/** Spelled as either side may have it. */
const ORDER_NUMBER = ['orderNumber', 'ordernumber'];

/**
 * How each situation comes out of a whole request. None has a document, a picture, or a template that exists; each
 * lacks more than what it is named after, so that it stays incomplete even for a platform that fills gaps with defaults.
 */
const EDITS: Readonly<Record<Situation, Edit>> = {
	// A stranger's: no account to book an order on; nor number, format, signers.
	unknownToken: (whole) => ({ ...withoutNumber(withoutRest(whole)), tokenid: randomUUID() }),
	// An action that nobody has a function for; nor number, format, signers.
	unknownAction: (whole) => ({
		...withoutNumber(withoutRest(whole)),
		actiontype: 'FirstContactProbe',
	}),
	// If the platform numbered orders itself: there is no signer, and no format of the one byte.
	withoutOrderNumber: (whole) => withoutNumber(withoutRest(whole)),
	emptyOrderNumber: (whole) => withEmptyNumber(withoutRest(whole)),
	// Nothing to sign, and nobody to sign it.
	withoutDocument: (whole) => without(withoutRest(whole), 'filebase'),
	// If the format were guessed: one byte has none, and nobody signs it.
	withoutFileFormat: (whole) => without(whole, 'fileformat', 'signerlist'),
	// If orders without signers were drafts: one byte is no PDF.
	withoutSigners: (whole) => without(whole, 'signerlist'),
	noSigners: (whole) => ({ ...whole, signerlist: [] }),
	// A signer without type, name, number, pictures, and place.
	withoutSignerType: (whole) => editSigner(whole, (signer) => without(nobody(signer), 'signType')),
	wrongSignerType: (whole) =>
		editSigner(whole, (signer) => ({
			...nobody(signer),
			signType: typeof signer['signType'] === 'number' ? 9 : '9',
		})),
	// If pictures could be left out: "Nobody" with the number 0 signs nowhere, and one byte is no PDF.
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

/** The request for a situation, its order number a fresh one. */
export function situationRequest(situation: Situation, settings: RequestSettings): RequestObject {
	return editedOrder(EDITS[situation], settings);
}

/** A request made out of a whole one, in the order of keys that the variations want. */
export function editedOrder(edit: Edit, { tokenId, variations }: RequestSettings): RequestObject {
	const request = edit(wholeOrder(tokenId, `first-contact-${randomUUID()}`, variations));
	return variations.has('sortedKeys') ? withSortedKeys(request) : request;
}

/** The fields but for some. */
export function without(fields: RequestObject, ...keys: string[]): RequestObject {
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** The same request with its one signer changed, or with several made of it. */
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

/** A signer of whom nothing is known but the type. */
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

/** Leaves an optional field out as the node does: with the variation Empty Fields it is there, and empty. */
function leaveOut(request: RequestObject, key: string): RequestObject {
	return 'tempid' in request ? replaced(request, [key], '') : without(request, key);
}

function replaced(request: RequestObject, keys: readonly string[], by: string): RequestObject {
	const entries = Object.entries(request);
	return Object.fromEntries(entries.map(([key, value]) => [key, keys.includes(key) ? by : value]));
}
