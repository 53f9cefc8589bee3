import type { INodeProperties } from 'n8n-workflow';
import { optionProperties } from './optionProperties';
import { SIGNERS_EXAMPLE, signerFields } from './signerProperties';

const forOrders = {
	resource: ['signOrder', 'document'],
	operation: ['create', 'check', 'previewPositions'],
};

const documentProperties: INodeProperties[] = [
	{
		displayName: 'Document Source',
		name: 'documentSource',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'A file from the workflow; each signer needs a position',
			},
			{
				name: 'Several Files',
				value: 'files',
				description: 'PDFs and pictures from the workflow, joined into one PDF',
			},
			{
				name: 'Template',
				value: 'template',
				description: 'A template set up on the platform, with its own document',
			},
			{
				name: 'Template With File',
				value: 'templateWithFile',
				description: 'The positions of a template, on a file from the workflow',
			},
		],
		default: 'file',
		description: 'Where the document to be signed comes from',
		displayOptions: { show: forOrders },
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		description: 'The ID of the template on the WoSignDoc platform',
		displayOptions: {
			show: { ...forOrders, documentSource: ['template', 'templateWithFile'] },
		},
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input binary field containing the document to be signed',
		description: 'For example a PDF or DOCX file from a form, a mail or a folder',
		displayOptions: { show: { ...forOrders, documentSource: ['file', 'templateWithFile'] } },
	},
	{
		displayName: 'Input Data Field Names',
		name: 'binaryPropertyNames',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. contract, annex, idCard',
		hint: 'The names of the input binary fields in the order of the document, separated by commas; all fields of the item by <code>{{ Object.keys($binary) }}</code>',
		description:
			'PDF, JPEG and PNG files, which are joined into one PDF before it is sent. Each becomes a part with a bookmark, counted from 1.',
		displayOptions: { show: { ...forOrders, documentSource: ['files'] } },
	},
	{
		displayName: 'Order Number',
		name: 'orderNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CONTRACT-2026-0042',
		description:
			'Your own unique number of this contract. The platform takes each number once, so sending again with the same number never makes a second order.',
		builderHint: {
			propertyHint:
				'Take it from the data of the item, such as the ID of a row or deal. Never use a random value, the time, or the execution ID: a retry would create a second order.',
		},
		displayOptions: { show: forOrders },
	},
];

const signersProperties: INodeProperties[] = [
	{
		displayName: 'Specify Signers',
		name: 'signersMode',
		type: 'options',
		builderHint: {
			propertyHint:
				"Use 'form' if the number of signers is known; use 'json' if the signers come from data, such as rows of a table",
		},
		options: [
			{ name: 'Using Fields Below', value: 'form', description: 'One form for each signer' },
			{
				name: 'Using JSON',
				value: 'json',
				description: 'Rows of a table or a list, in the names of the WoSignDoc API',
			},
		],
		default: 'form',
		displayOptions: { show: forOrders },
	},
	{
		displayName: 'Signers',
		name: 'signers',
		type: 'fixedCollection',
		required: true,
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: {
				// An expression isn't used as a title.
				itemTitle:
					'=Signer {{ $collection.item.index + 1 }}{{ /^[^=]/.test($collection.item.value.name ?? "") ? ": " + $collection.item.value.name : "" }}',
			},
		},
		placeholder: 'Add Signer',
		default: {},
		description: 'Who signs, in signing order',
		options: [{ displayName: 'Signer', name: 'signer', values: signerFields }],
		displayOptions: { show: { ...forOrders, signersMode: ['form'] } },
	},
	{
		displayName: 'Signers (JSON)',
		name: 'signersJson',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default: SIGNERS_EXAMPLE,
		builderHint: {
			propertyHint:
				'Keep the field names of the default. A position is at a keyword of the PDF, {"keyword": "Party A (seal)"}, at a preset, {"page": "last", "placeBy": "preset", "preset": "lowerRight"}, or at fractions of the page from its lower left corner, {"pagenumber": 1, "position": "x1,y1,x2,y2"}.',
		},
		hint: "Also takes the rows of a table by an expression, for example <code>{{ $('Google Sheets').all() }}</code>",
		description:
			'An array of the signers in signing order, in the API’s own field names. See <a href="https://github.com/n8n-nodes-wosigndoc/n8n-nodes-wosigndoc/blob/main/docs/REFERENCE.md#sign-order-create-and-check">the reference</a> for pictures, positions, and rows of tables.',
		displayOptions: { show: { ...forOrders, signersMode: ['json'] } },
	},
];

/** The parameters of the operations `signOrder: create`, `signOrder: check` and `document: previewPositions`. */
export const signOrderProperties: INodeProperties[] = [
	...documentProperties,
	...signersProperties,
	{
		displayName: 'Output Data Field Name',
		name: 'binaryPropertyOutput',
		type: 'string',
		required: true,
		default: 'preview',
		hint: 'The name of the output binary field to put the preview in',
		description:
			'A field other than that of the document, so that the preview isn’t mistaken for it',
		displayOptions: { show: { resource: ['document'], operation: ['previewPositions'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: forOrders },
		options: optionProperties,
	},
];
