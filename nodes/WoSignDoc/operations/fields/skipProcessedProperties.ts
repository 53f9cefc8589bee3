import type { INodeProperties } from 'n8n-workflow';
import { OPTION_BOUNDS } from '../../push/triggerOptions';

const shown = { resource: ['push'], operation: ['skipProcessed'] };

/** The parameters of the operation `push: skipProcessed`. */
export const skipProcessedProperties: INodeProperties[] = [
	{
		displayName: 'Push Identity',
		name: 'pushIdentity',
		type: 'string',
		required: true,
		// As JSON, in which different lists never look the same; empty, which is an error, if an item no longer names its
		// order.
		default:
			'={{ ($json.signid || $json.orderNumber) && ($json.sha256 || $json.errors) ? JSON.stringify([$json.signid, $json.orderNumber, $json.status, $json.sha256, ($json.errors || []).map((error) => error.code)]) : "" }}',
		description:
			'What makes two pushes the same: by default both names of the order, its status, and its document or error codes',
		displayOptions: { show: shown },
	},
	{
		displayName: 'Record',
		name: 'record',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'When Marked',
				value: 'whenMarked',
				description:
					'Once Push: Mark Processed or Push: Acknowledge runs later. If a step fails, the push passes again.',
			},
			{
				name: 'When Passed',
				value: 'whenPassed',
				description:
					'As soon as it passes. Connect Already Processed, or a document whose run fails later is lost.',
			},
		],
		default: 'whenMarked',
		description:
			"When a push counts as processed. With 'When Marked', a repeat before that is refused, so that WoSignDoc retries; after the 'Longest Run' it passes again.",
		displayOptions: { show: shown },
	},
	{
		displayName: 'Longest Run (Minutes)',
		name: 'longestRun',
		type: 'number',
		typeOptions: OPTION_BOUNDS.longestRun,
		default: 15,
		description:
			'How long the workflow may take from this node to the one that marks the push. A push that isn’t marked by then passes again when it is repeated, up to a quarter of this time later.',
		displayOptions: { show: { ...shown, record: ['whenMarked'] } },
	},
];
