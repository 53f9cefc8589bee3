import type { INodeProperties } from 'n8n-workflow';

/** The parameters of the operation `push: skipProcessed`. */
export const skipProcessedProperties: INodeProperties[] = [
	{
		displayName: 'Push Identity',
		name: 'pushIdentity',
		type: 'string',
		required: true,
		default:
			'={{ [$json.signid || $json.orderNumber, $json.status, $json.sha256 || ""].join("|") }}',
		description:
			'What makes two pushes the same: by default the order, its status and its document',
		displayOptions: { show: { resource: ['push'], operation: ['skipProcessed'] } },
	},
];
