import type { ZodError, ZodIssue } from 'zod';
import type { Problem } from '../protocol/errors';

/** The labels under which a person finds the fields in the node. */
const LABELS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		tempid: 'Template ID',
		orderNumber: 'Order Number',
		document: 'Document',
		filebase: 'File',
		fileformat: 'File Format',
		subject: 'Subject',
		password: 'Password',
		signerlist: 'Signers',
		stampbase: 'Stamp (stampbase)',
		pic: 'ID image (pic)',
		otherpic: 'Other material (otherpic)',
		signlist: 'Positions',
	}),
);

const MEMBERS: ReadonlyMap<string, string> = new Map(
	Object.entries({ signerlist: 'Signer', signlist: 'Position' }),
);

/** All that is wrong with an order, each with its signer and field as the node's form names them. */
export function orderProblems({ issues }: ZodError): Problem[] {
	return issues.map((issue) => ({ where: place(issue.path), message: messageOf(issue) }));
}

function place(path: ZodIssue['path']): string {
	const names: string[] = [];
	for (const [index, step] of path.entries()) {
		const parent = path[index - 1];
		if (typeof step === 'number')
			names.push(`${MEMBERS.get(String(parent)) ?? parent} ${step + 1}`);
		else if (typeof path[index + 1] !== 'number') names.push(LABELS.get(step) ?? step);
	}
	return names.join(' › ');
}

function messageOf(issue: ZodIssue): string {
	if (issue.code === 'unrecognized_keys') {
		return `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
	}
	if (issue.code === 'invalid_type' && issue.received === 'undefined') return 'is missing';
	return issue.message;
}
