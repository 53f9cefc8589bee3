import type { ZodError, ZodIssue } from 'zod';
import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { DOCUMENT_LABEL, placeLabel, signerLabel } from '../fields/fieldLabels';

/** The labels under which a person finds the fields in the node. */
const LABELS: ReadonlyMap<string | number | undefined, string> = new Map(
	Object.entries({
		tempid: 'Template ID',
		orderNumber: 'Order Number',
		filebase: DOCUMENT_LABEL,
		fileformat: 'File Format',
		subject: 'Subject',
		password: 'Password',
		signerlist: 'Signers',
	}),
);

const signTypeSchema = z
	.object({ signType: z.union([z.string(), z.number()]).transform(String) })
	.transform(({ signType }) => signType)
	.catch('');
const signTypesSchema = z
	.object({ signerlist: z.array(signTypeSchema) })
	.transform(({ signerlist }) => signerlist)
	.catch([]);

/**
 * All that is wrong with an order, each with its signer and field as the node's form names them.
 *
 * @param order as given: the types of its signers decide what their fields are called
 */
export function orderProblems({ issues }: ZodError, order: unknown): Problem[] {
	const signTypes = signTypesSchema.parse(order);
	return issues.map(({ path, message }) => ({ where: placeOf(path, signTypes), message }));
}

function placeOf(path: ZodIssue['path'], signTypes: readonly unknown[]): string {
	const [field, signer, signerField, place, placeField] = path;
	if (field !== 'signerlist') return LABELS.get(path.at(-1)) ?? path.join(' › ');
	if (typeof signer !== 'number') return 'Signers';
	const names = [`Signer ${signer + 1}`];
	if (typeof place === 'number') names.push(`Position ${place + 1}`);
	else if (signerField !== undefined) {
		names.push(signerLabel(String(signerField), signTypes[signer]));
	}
	if (placeField !== undefined) names.push(placeLabel(String(placeField)));
	return names.join(' › ');
}
