import { SIGN_TYPES } from '../../protocol/constants';
import { positionFields } from './positionProperties';
import { signerFields } from './signerProperties';

/** Where the document itself is meant: the field that names it. */
export const DOCUMENT_LABEL = 'Input Data Field Name';

/** The fields of the node's form, by their names in the API, whose values they hold. */
const FORM_NAMES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		orgName: 'name',
		orgNo: 'number',
		userName: 'name',
		userNo: 'number',
		stampbase: 'stampBinary',
		pic: 'picBinary',
		otherpic: 'otherpicBinary',
		signlist: 'positions',
	}),
);
/** The API's names that only one type of signer has. */
const TYPES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		orgName: SIGN_TYPES.organisation,
		orgNo: SIGN_TYPES.organisation,
		userName: SIGN_TYPES.person,
		userNo: SIGN_TYPES.person,
	}),
);

/**
 * A signer's field as a person finds it: its label in the node's form, and its name in the API, by which signers are
 * given as JSON.
 *
 * @param signType of the signer, whose fields the form shows
 */
export function signerLabel(name: string, signType: unknown): string {
	const formName = FORM_NAMES.get(name) ?? name;
	const type =
		TYPES.get(name) ?? (signType === SIGN_TYPES.person ? signType : SIGN_TYPES.organisation);
	const field = signerFields.find(
		({ name: one, displayOptions }) =>
			one === formName && (displayOptions?.show?.['signType']?.includes(type) ?? true),
	);
	return field ? withName(field.displayName, name) : name;
}

/** A field of a place to sign, likewise. */
export function positionLabel(name: string): string {
	const field = positionFields.find((one) => one.name === name);
	return field ? withName(field.displayName, name) : name;
}

/** The label with the name behind it, unless it says the name itself. */
function withName(label: string, name: string): string {
	if (plain(label).includes(plain(name))) return label;
	return `${label.replace(/ \(.*\)$/, '')} (${name})`;
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
