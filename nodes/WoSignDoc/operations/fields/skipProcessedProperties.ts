import type { INodeProperties } from 'n8n-workflow';

/** The parameters of the operation `push: skipProcessed`. */
export const skipProcessedProperties: INodeProperties[] = [
	{
		displayName: 'Push Identity',
		name: 'pushIdentity',
		type: 'string',
		required: true,
		// As JSON, in which different lists never look the same; empty, which is an error, if an item no longer names its order.
		default:
			'={{ ($json.signid || $json.orderNumber) && ($json.sha256 || $json.errors) ? JSON.stringify([$json.signid, $json.orderNumber, $json.status, $json.sha256, ($json.errors || []).map((error) => error.code)]) : "" }}',
		description:
			'What makes two pushes the same: by default both names of the order, its status, and its document or error codes',
		displayOptions: { show: { resource: ['push'], operation: ['skipProcessed'] } },
	},
];
