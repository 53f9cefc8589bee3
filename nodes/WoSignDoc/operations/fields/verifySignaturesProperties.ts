import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { changesBetweenSignatures } from '../../shared/changesBetweenSignatures';

/** Both operations that verify signatures. */
const forVerifying = { resource: ['document'], operation: ['createEvidence', 'verifySignatures'] };
const forReport = { resource: ['document'], operation: ['verifySignatures'] };

export const verifySignaturesOption: INodePropertyOptions = {
	name: 'Verify Signatures',
	value: 'verifySignatures',
	action: 'Verify signatures of document',
	description: 'Say who signed a PDF, and whether it was changed since, without any network',
};

/** The parameters of the operation `document: verifySignatures`, most of which `document: createEvidence` also has. */
export const verifySignaturesProperties: INodeProperties[] = [
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input binary field containing the signed document',
		displayOptions: { show: forVerifying },
	},
	{
		displayName: 'Check Trust',
		name: 'checkTrust',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			"Whether to check also that the signers’ certificates lead to the credential’s 'Trusted Roots'. Without it, anyone may have signed in any name.",
		displayOptions: { show: forVerifying },
	},
	{ ...changesBetweenSignatures, displayOptions: { show: forVerifying } },
	{
		displayName: 'Require Revocation Information',
		name: 'requireRevocation',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to trust only signatures whose document proves, by OCSP responses or revocation lists, that no certificate up to the root was revoked. A certificate known to be revoked is never trusted, even with this off.',
		displayOptions: { show: { ...forVerifying, checkTrust: [true] } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: forReport },
	},
];
