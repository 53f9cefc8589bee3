import type { INodeProperties } from 'n8n-workflow';
import { verifySignaturesOption, verifySignaturesProperties } from './verifySignaturesProperties';

/** The operations of the resource `document`, and their parameters. */
export const documentProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [verifySignaturesOption],
		default: 'verifySignatures',
	},
	...verifySignaturesProperties,
];
