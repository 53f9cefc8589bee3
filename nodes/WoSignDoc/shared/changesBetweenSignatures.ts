import type { INodeProperties } from 'n8n-workflow';

/** The option of whatever verifies signatures: what a further signer may have changed. */
export const changesBetweenSignatures = {
	displayName: 'Changes Between Signatures',
	name: 'changesBetweenSignatures',
	type: 'options',
	options: [
		{
			name: 'Allow, With Remarks',
			value: 'allow',
			description:
				'A signer may have changed pages that others signed before, unless one of them certified the document. The remarks say so.',
		},
		{
			name: 'Forbid Page Changes',
			value: 'forbid',
			description:
				'After a signature, other signers may only add their seals and fill in empty form fields',
		},
	],
	default: 'forbid',
	description:
		'What may have changed between one signature and the next, in a document that more than one person signed',
} satisfies INodeProperties;
