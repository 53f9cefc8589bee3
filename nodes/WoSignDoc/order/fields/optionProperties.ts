import type { INodeProperties } from 'n8n-workflow';
import { variationOptions } from './platformVariations';

/** Bounds of the number options. The longest wait is an hour: no connection stays open longer. */
export const OPTION_BOUNDS = {
	batchInterval: { minValue: 0, maxValue: 3_600_000 },
	batchSize: { minValue: 1, maxValue: 10 },
	timeout: { minValue: 1, maxValue: 3_600 },
} as const;

const toCreate = { show: { '/operation': ['create'] } };

/** The collection `options` of a sign order, sorted by label. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Batching',
		name: 'batching',
		type: 'fixedCollection',
		placeholder: 'Add Batching',
		typeOptions: { multipleValues: false },
		default: { batch: {} },
		description: 'How many orders are sent at a time. The output keeps the order of the input.',
		displayOptions: toCreate,
		options: [
			{
				displayName: 'Batching',
				name: 'batch',
				values: [
					{
						displayName: 'Orders at a Time',
						name: 'batchSize',
						type: 'number',
						typeOptions: OPTION_BOUNDS.batchSize,
						default: 1,
						description: 'How many orders are under way at the same time, at most 10',
					},
					{
						displayName: 'Interval (Milliseconds)',
						name: 'batchInterval',
						type: 'number',
						typeOptions: OPTION_BOUNDS.batchInterval,
						default: 0,
						description: 'How long to wait after each batch',
					},
				],
			},
		],
	},
	{
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'string',
		default: '',
		placeholder: 'e.g. pdf',
		description:
			'The extension of the document’s format. When empty it is taken from the file’s name if that ends in a document’s extension, else from its MIME type, else from its first bytes.',
	},
	{
		displayName: 'Flatten Form',
		name: 'flattenForm',
		type: 'boolean',
		default: true,
		description:
			"Whether the fields become part of the pages once the form is filled in, so that they can’t be changed. Only used together with 'Form Field Values'.",
	},
	{
		displayName: 'Form Field Values',
		name: 'formValues',
		type: 'json',
		typeOptions: { rows: 5 },
		default: '{}',
		description:
			'Fills in the form of the PDF before it is sent: an object of form field names and values, such as <code>{"party": "…", "agreed": true}</code>. Check boxes take true or false; null leaves a field as it is.',
	},
	{
		displayName: 'On Existing Order',
		name: 'onExisting',
		type: 'options',
		options: [
			{
				name: 'Error',
				value: 'error',
				description: 'The item fails with -46 (signed) or -47 (being signed)',
			},
			{
				name: 'Output Item',
				value: 'item',
				description: 'The item’s output says <code>alreadyExists</code> and its <code>state</code>',
			},
		],
		default: 'error',
		description:
			'What happens when the platform has an order with this number already, for example because this is sent again after a lost answer',
		displayOptions: toCreate,
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The signed document will open only with this password',
	},
	{
		displayName: 'Platform Variations',
		name: 'platformVariations',
		type: 'multiOptions',
		options: variationOptions,
		default: [],
		description:
			'Other ways to write the request where the vendor’s document is ambiguous. Leave empty unless <a href="https://github.com/n8n-nodes-wosigndoc/n8n-nodes-wosigndoc/blob/main/docs/FIRST-CONTACT.md">the guide to the first contact</a> or support says otherwise.',
	},
	{
		displayName: 'Request Encoding',
		name: 'requestEncoding',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'JSON first. If WoSignDoc can’t read it (-63), the same request is sent percent-encoded.',
			},
			{ name: 'JSON', value: 'json', description: 'As in the vendor’s document' },
			{
				name: 'Percent-Encoded Form',
				value: 'percentEncoded',
				description:
					'The JSON percent-encoded as application/x-www-form-urlencoded, as in the vendor’s demo',
			},
		],
		default: 'automatic',
		description: 'How the request is encoded',
	},
	{
		displayName: 'Stop on Warnings',
		name: 'warningsAsErrors',
		type: 'boolean',
		default: false,
		description:
			'Whether not to send an order that has a warning, such as a wrong check digit, a missing picture or boxes that overlap',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		description:
			'Subject of the document, at most 256 characters. When empty the template’s own is used.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: OPTION_BOUNDS.timeout,
		default: 120,
		description:
			'How long to wait without any progress, in sending or for the response, before giving up, at most one hour',
		displayOptions: toCreate,
	},
];
