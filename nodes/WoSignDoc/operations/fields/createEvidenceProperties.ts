import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const forEvidence = { resource: ['document'], operation: ['createEvidence'] };

export const createEvidenceOption: INodePropertyOptions = {
	name: 'Create Evidence',
	value: 'createEvidence',
	action: 'Create evidence of document',
	description:
		'Record the verdict on a PDF’s signatures in a JSON file that anyone can check, and a PDF to read',
};

/** A text about the push that defaults to the trigger's item. */
const ofPush = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: `={{ $json.${name} }}`,
	description,
	displayOptions: { show: forEvidence },
});

/** The parameters that only the operation `document: createEvidence` has. */
export const createEvidenceProperties: INodeProperties[] = [
	ofPush(
		'Order Number',
		'orderNumber',
		"Your number of the order, if known. After other nodes, take it from the trigger: <code>{{ $('WoSignDoc Trigger').item.json.orderNumber }}</code>.",
	),
	ofPush('Sign ID', 'signid', 'The platform’s ID of the order, if known'),
	ofPush(
		'Pushed Hash',
		'hash',
		'The hash that WoSignDoc pushed with the document, if known. It must match the document.',
	),
	ofPush('Received At', 'receivedAt', 'When the push arrived, in ISO 8601, if known'),
	{
		displayName: 'Output Data Field Name (JSON)',
		name: 'binaryPropertyEvidence',
		type: 'string',
		required: true,
		default: 'evidence',
		hint: 'The name of the output binary field to put the JSON file in',
		displayOptions: { show: forEvidence },
	},
	{
		displayName: 'Output Data Field Name (PDF)',
		name: 'binaryPropertyEvidencePdf',
		type: 'string',
		required: true,
		default: 'evidencePdf',
		hint: 'The name of the output binary field to put the readable PDF in',
		displayOptions: { show: forEvidence },
	},
];
