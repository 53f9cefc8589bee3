import type { INodeProperties } from 'n8n-workflow';
import { createEvidenceOption, createEvidenceProperties } from './createEvidenceProperties';
import { previewPositionsOption } from './previewPositionsOption';
import { verifySignaturesOption, verifySignaturesProperties } from './verifySignaturesProperties';

/** The operations on a PDF that need no network, and the parameters of each. */
export const documentProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [createEvidenceOption, previewPositionsOption, verifySignaturesOption],
		default: 'previewPositions',
	},
	...verifySignaturesProperties,
	...createEvidenceProperties,
];
