import type { INodeProperties } from 'n8n-workflow';

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Give WoSignDoc the <b>Production URL</b> above as callback address (回调地址). The Test URL works only while this editor is listening. Activate or publish the workflow before the first order is signed.',
		name: 'productionUrlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'When Workflow Finishes',
				value: 'workflowFinished',
				description:
					'Answer 1 only after the whole workflow succeeded: after a failed run WoSignDoc pushes again',
			},
			{
				name: 'When Received',
				value: 'received',
				description:
					'Answer 1 as soon as n8n has recorded the execution: a failed run is not pushed again',
			},
			{
				name: 'When Acknowledge Operation Runs',
				value: 'acknowledgeOperation',
				description:
					'Answer 1 when a WoSignDoc node runs its operation Push: Acknowledge, for example after the document was saved',
			},
		],
		default: 'workflowFinished',
		description:
			'When to tell WoSignDoc that the push arrived. Until then it pushes again and again.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the signed document in',
	},
	{
		// n8n hands the body over unread when it finds `options.binaryData`; so it has no size limit and is hashed as it came.
		displayName: 'Options',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
	},
];
