import type { Behavior } from '../behavior';
import type { Situation } from '../firstContact';
import { Refusal } from '../refusal';
import { optionalArray, type Fields } from './fields';

/** Optional fields that a platform may require to be present, even if empty, and the situation if one is missing. */
const optionalFields = {
	tempid: undefined,
	subject: undefined,
	password: undefined,
	filebase: 'withoutDocument',
	fileformat: 'withoutFileFormat',
} as const;
const optionalSignerFields = {
	country: undefined,
	stampbase: undefined,
	pic: 'withoutPictures',
	otherpic: 'withoutPictures',
} as const;

/**
 * Converts a request from the form this platform expects to the documented one: `orderNumber`, page numbers counted
 * from 1. Throws Refusal if the request is not in the form this platform expects (-100, -79).
 */
export function documentedForm(request: Fields, { requests, placement }: Behavior): Fields {
	if (requests.sortedKeys === 'required') requireSorted(request);
	const { signerlist, ...fields } = withOrderNumber(request, requests.orderNumberKey);
	const emptyRequired = requests.emptyFields === 'required';
	if (emptyRequired) requireFields(fields, optionalFields, 'request');
	if (signerlist === undefined) return fields;
	const signers = optionalArray({ signerlist }, 'signerlist')?.map((signer, index) => {
		const at = `signerlist[${index}]`;
		if (emptyRequired) requireFields(signer, optionalSignerFields, at);
		requireType(signer['signType'], requests.signerType, `${at}.signType`);
		const signlist = optionalArray(signer, 'signlist', at)?.map((entry, place) => {
			const name = `${at}.signlist[${place}].pagenumber`;
			requireType(entry['pagenumber'], requests.pageNumber, name);
			return { ...entry, pagenumber: pageFromOne(entry['pagenumber'], placement.firstPage) };
		});
		return { ...signer, ...(signlist && { signlist }) };
	});
	return { ...fields, signerlist: signers };
}

function withOrderNumber(
	request: Fields,
	spelling: Behavior['requests']['orderNumberKey'],
): Fields {
	const { orderNumber, ordernumber, ...fields } = request;
	const both = orderNumber ?? ordernumber;
	const read = { orderNumber, ordernumber, both }[spelling];
	return { ...fields, ...(read !== undefined && { orderNumber: read }) };
}

function requireFields(
	fields: Fields,
	required: Readonly<Record<string, Situation | undefined>>,
	at: string,
): void {
	const missing = Object.entries(required).find(([key]) => fields[key] === undefined);
	if (!missing) return;
	const [key, situation] = missing;
	throw new Refusal('incompleteRequest', `${at} lacks ${key}`, situation);
}

function requireType(value: unknown, type: 'string' | 'number' | 'both', name: string): void {
	if (value === undefined || type === 'both' || typeof value === type) return;
	throw new Refusal('wrongParameter', `${name} is not a ${type}`);
}

/** A page number counted from 1. Other values are returned unchanged, to be rejected by later checks. */
function pageFromOne(value: unknown, firstPage: 0 | 1): unknown {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' ? number + 1 - firstPage : number;
}

/** Checks that every object's keys are sorted by code units, as most JSON libraries do (-79). */
function requireSorted(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	const keys = Object.keys(value);
	if (!Array.isArray(value) && keys.some((key, index) => key < (keys[index - 1] ?? ''))) {
		throw new Refusal('wrongParameter', `the keys ${keys.join(', ')} are not sorted`);
	}
	Object.values(value).forEach(requireSorted);
}
