import type { INodeProperties } from 'n8n-workflow';
import { previewPositionsOption } from './previewPositionsOption';

/** The operations of the resource `document`. */
export const documentProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [previewPositionsOption],
		default: 'previewPositions',
	},
];
