import type { INodeProperties } from 'n8n-workflow';
import { verifySignaturesOption, verifySignaturesProperties } from './verifySignaturesProperties';

/** What can be done with a PDF of the workflow, without a network, and what only one of these asks for. */
export const documentProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [
			{
				name: 'Preview Positions',
				value: 'previewPositions',
				action: 'Preview the positions on a document',
				description:
					'Draw the places to sign of an order on a copy of its PDF, and list them (预览签署位置). Nothing is sent.',
			},
			verifySignaturesOption,
		],
		default: 'previewPositions',
	},
	...verifySignaturesProperties,
];
