import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { DOCUMENT_LABEL, parameterLabel, positionLabel, signerLabel } from '../fields/fieldLabels';
import type { OrderInput } from '../document/orderInput';
import type { InspectedDocument } from './inspectDocument';
import type { OrderIssue } from './parsePositions';

/** The node's parameters, by the field of `orderSchema` that they fill, if the names differ. */
const PARAMETERS: ReadonlyMap<string | number, string> = new Map(
	Object.entries({
		tempid: 'templateId',
		filebase: 'binaryPropertyName',
		fileformat: 'fileFormat',
		signerlist: 'signers',
	}),
);

const signTypeSchema = z
	.object({ signType: z.union([z.string(), z.number()]).transform(String) })
	.transform(({ signType }) => signType)
	.catch('');
const signTypesSchema = z.array(signTypeSchema).catch([]);

/**
 * Everything that is wrong with an order, each problem with its signer and field as the node's form names them, in the
 * form's order.
 *
 * @param input as provided: the types of its signers determine what their fields are called
 * @param ofFields what is wrong with the order's fields
 * @param ofPositions what is wrong with its signers' positions
 */
export function orderProblems(
	{ signerlist }: Pick<OrderInput, 'signerlist'>,
	document: InspectedDocument,
	ofFields: readonly OrderIssue[],
	ofPositions: readonly OrderIssue[],
): Problem[] {
	const signTypes = signTypesSchema.parse(signerlist);
	const ofDocument =
		document.kind === 'unusable' ? [{ where: DOCUMENT_LABEL, message: document.problem }] : [];
	const issues = [
		// If a document can't be sent, its format isn't reported as a second problem.
		...ofFields.filter(({ path: [field] }) => isSendable(document) || field !== 'document'),
		...ofPositions.filter(({ path: [, signer] }) => !hasWrongType(ofFields, signer)),
	].sort(inOrder);
	return [
		...ofDocument,
		...issues.map(({ path, message }) => ({ where: fieldInWords(path, signTypes), message })),
	];
}

function isSendable({ kind }: InspectedDocument): boolean {
	return kind !== 'unusable' && kind !== 'unmade';
}

/** For a signer whose type is wrong, only that is reported. */
function hasWrongType(ofFields: readonly OrderIssue[], signer: string | number | undefined) {
	return ofFields.some(({ path }) => path[1] === signer && path[2] === 'signType');
}

/** Sorts by signer, and within a signer fields before positions. */
function inOrder({ path: one }: OrderIssue, { path: other }: OrderIssue): number {
	const [signer, position] = [1, 3].map((step) => numberAt(one, step) - numberAt(other, step));
	return signer || position || 0;
}

function numberAt(path: OrderIssue['path'], step: number): number {
	const number = path[step];
	return typeof number === 'number' ? number : -1;
}

function fieldInWords(path: OrderIssue['path'], signTypes: readonly string[]): string {
	const [field, signer, signerField, position, positionField] = path;
	if (field !== 'signerlist' || typeof signer !== 'number') {
		const name = path.at(-1) ?? '';
		return parameterLabel(PARAMETERS.get(name) ?? name);
	}
	const names = [`Signer ${signer + 1}`];
	if (typeof position === 'number') names.push(`Position ${position + 1}`);
	else if (signerField !== undefined) {
		names.push(signerLabel(String(signerField), signTypes[signer]));
	}
	if (positionField !== undefined) names.push(positionLabel(String(positionField)));
	return names.join(' › ');
}
