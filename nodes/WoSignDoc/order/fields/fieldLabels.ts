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

/** The label of one of the node's parameters or options, by its name. */
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

/** The fields of the node's form, by the API names of the values they contain. */
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
 * A signer's field as the user knows it: its label in the node's form, and its name in the API, which signers in JSON
 * use.
 *
 * @param signType of the signer, which decides the fields that the form shows
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

/** The same for a field of a position. */
export function positionLabel(name: string): string {
	const field = positionFields.find((one) => one.name === name);
	return field ? withName(field.displayName, name) : name;
}

/** The label followed by the name, unless the label already says it. */
function withName(label: string, name: string): string {
	if (plain(label).includes(plain(name))) return label;
	return `${label.replace(/ \(.*\)$/, '')} (${name})`;
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
