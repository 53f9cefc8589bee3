import type { INodeProperties } from 'n8n-workflow';
import { SIGN_TYPES } from '../../protocol/constants';
import { optionProperties } from './optionProperties';
import { positionFields } from './positionProperties';
import { signOrderProperties } from './signOrderProperties';
import { signerFields } from './signerProperties';

const LABELS: ReadonlyMap<string | number, string> = new Map([
	...labelsOf(optionProperties),
	...signOrderProperties.map(({ name, displayName }) => [name, displayName] as const),
]);

/** The label under which a person finds a parameter of the node, or one of its options, by its name. */
export function parameterLabel(name: string | number): string {
	return LABELS.get(name) ?? String(name);
}

function* labelsOf(entries: INodeProperties['options'] = []): Generator<[string, string]> {
	for (const entry of entries) {
		if (!('displayName' in entry)) continue;
		yield [entry.name, entry.displayName];
		yield* labelsOf('values' in entry ? entry.values : entry.options);
	}
}

/** Where problems of the document itself are reported: the field that names its file. */
export const DOCUMENT_LABEL = parameterLabel('binaryPropertyName');

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
		orgName: SIGN_TYPES.organization,
		orgNo: SIGN_TYPES.organization,
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
		TYPES.get(name) ?? (signType === SIGN_TYPES.person ? signType : SIGN_TYPES.organization);
	const field = signerFields.find(
		({ name: one, displayOptions }) =>
			one === formName && (displayOptions?.show?.['signType']?.includes(type) ?? true),
	);
	return field ? withName(field.displayName, name) : name;
}

/** A field of a position, likewise. */
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
