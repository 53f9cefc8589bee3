import type { INodeProperties } from 'n8n-workflow';
import { createEvidenceOption, createEvidenceProperties } from './createEvidenceProperties';
import { previewPositionsOption } from './previewPositionsOption';
import { verifySignaturesOption, verifySignaturesProperties } from './verifySignaturesProperties';

/** What can be done with a PDF of the workflow, without a network, and what only one of these asks for. */
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
