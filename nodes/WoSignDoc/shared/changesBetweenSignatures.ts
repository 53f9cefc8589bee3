import type { INodeProperties } from 'n8n-workflow';

/** The option of everything that verifies signatures: what another signer may have changed. */
export const changesBetweenSignatures = {
	displayName: 'Changes Between Signatures',
	name: 'changesBetweenSignatures',
	type: 'options',
	options: [
		{
			name: 'Allow, With Remarks',
			value: 'allow',
			description:
				'Later signers may have changed pages, unless an earlier one certified the document. Remarks say so.',
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
		'What may change between one signature and the next, in a document with several signers',
} satisfies INodeProperties;
