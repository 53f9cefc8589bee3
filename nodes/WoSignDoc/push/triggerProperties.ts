import type { INodeProperties } from 'n8n-workflow';
import { callbackPath, newTrigger } from './callbackPath';
import { triggerOptions } from './triggerOptions';

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"Give WoSignDoc the <b>Production URL</b> above as the callback URL, followed by <code>?token=…</code> with the credential’s 'Callback Token'. Publish the workflow before the first order is signed.",
		name: 'productionUrlNotice',
		type: 'notice',
		default: '',
	},
	callbackPath,
	newTrigger,
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		builderHint: {
			propertyHint:
				"Keep 'workflowFinished': WoSignDoc then pushes again if the workflow fails. Use 'acknowledgeOperation' only if long steps follow the saving of the document, and add a WoSignDoc node with Push: Acknowledge right after it.",
		},
		noDataExpression: true,
		options: [
			{
				name: 'When Workflow Finishes',
				value: 'workflowFinished',
				description:
					'Answer 1 only after the whole workflow succeeded. After a failed run, WoSignDoc retries.',
			},
			{
				name: 'When Received',
				value: 'received',
				description:
					'Answer 1 once n8n has recorded the execution. A failed run is not pushed again: retry it in n8n.',
			},
			{
				name: 'When Acknowledge Operation Runs',
				value: 'acknowledgeOperation',
				description:
					'Answer 1 when a WoSignDoc node runs Push: Acknowledge, for example after saving the document',
			},
		],
		default: 'workflowFinished',
		description: 'When to confirm to WoSignDoc that the push arrived. Until then it retries.',
	},
	{
		displayName: 'Output Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output binary field to put the signed document in',
	},
	{
		displayName: 'Additional Options',
		name: 'additionalOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: triggerOptions,
	},
	{
		// With `options.binaryData` n8n passes the body on unread: without a size limit, and as a stream.
		displayName: 'Options',
		name: 'options',
		type: 'hidden',
		default: { binaryData: true },
	},
];

/** The label of a parameter. */
export function labelOf(name: string): string {
	const property = [...triggerProperties, ...triggerOptions].find((one) => one.name === name);
	return property?.displayName ?? name;
}
