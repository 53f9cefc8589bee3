import type { INodeProperties } from 'n8n-workflow';
import { SIGN_TYPES } from '../protocol/constants';

const forCreate = { resource: ['signOrder'], operation: ['create'] };

const positionFields: INodeProperties[] = [
	{
		displayName: 'Page',
		name: 'page',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Page of the document (页码), counted from 1',
	},
	{
		displayName: 'Left (X1)',
		name: 'x1',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
		default: 0.6,
		description: 'Left edge of the signature as a fraction of the page’s width, from 0 to 1',
	},
	{
		displayName: 'Bottom (Y1)',
		name: 'y1',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
		default: 0.1,
		description:
			'Lower edge of the signature as a fraction of the page’s height, counted from the bottom of the page',
	},
	{
		displayName: 'Right (X2)',
		name: 'x2',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
		default: 0.8,
		description: 'Right edge of the signature as a fraction of the page’s width',
	},
	{
		displayName: 'Top (Y2)',
		name: 'y2',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
		default: 0.2,
		description:
			'Upper edge of the signature as a fraction of the page’s height, counted from the bottom of the page',
	},
];

const signerFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'signType',
		type: 'options',
		options: [
			{
				name: 'Organization',
				value: SIGN_TYPES.organisation,
				description: 'A company or other body signs (单位签署)',
			},
			{ name: 'Person', value: SIGN_TYPES.person, description: 'A person signs (个人签署)' },
		],
		default: '1',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. 沃通电子认证服务有限公司 or 张三',
		description:
			'Name as on the business licence (公司名称) or the identity card (姓名), character by character',
	},
	{
		displayName: 'Number',
		name: 'number',
		type: 'string',
		default: '',
		placeholder: 'e.g. 440301103308619',
		description: 'Business licence number (营业执照号) or identity card number (身份证号)',
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'CN',
		description: 'Two-letter country code; leave empty for China',
	},
	{
		displayName: 'ID Image Field Name',
		name: 'picBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. licence',
		hint: 'The name of the input binary field with the picture of the licence or identity card',
		description:
			'Picture of the business licence or identity card (营业执照/身份证). WoSignDoc requires it and answers -57 without it.',
	},
	{
		displayName: 'Other Material Field Name',
		name: 'otherpicBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. material',
		hint: 'The name of the input binary field with the other material',
		description:
			'Picture of other material (其它材料). WoSignDoc requires it and answers -57 without it.',
	},
	{
		displayName: 'Stamp Image Field Name',
		name: 'stampBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. stamp',
		hint: 'The name of the input binary field with the stamp; leave empty for the platform’s own',
		description: 'Picture of the stamp or handwritten signature to be placed (签章)',
	},
	{
		displayName: 'Positions',
		name: 'positions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Position',
		default: {},
		description:
			'Where this signer signs. Required for a document without a template; with a template its own places hold.',
		options: [{ displayName: 'Position', name: 'position', values: positionFields }],
	},
];

const SIGNERS_EXAMPLE = JSON.stringify(
	[
		{
			signType: '1',
			orgName: '沃通电子认证服务有限公司',
			orgNo: '440301103308619',
			picBinary: 'licence',
			otherpicBinary: 'material',
			signlist: [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }],
		},
		{
			signType: '2',
			userName: '张三',
			userNo: '212125666868686888',
			picBinary: 'idCard',
			otherpicBinary: 'material',
			signlist: [{ pagenumber: 1, position: '0.65,0.47,0.82,0.59' }],
		},
	],
	null,
	2,
);

/** The parameters of the operation `signOrder: create`. */
export const createSignOrderProperties: INodeProperties[] = [
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
				name: 'Template',
				value: 'template',
				description: 'A template set up on the platform, with its own document',
			},
			{
				name: 'Template With File',
				value: 'templateWithFile',
				description: 'The places of a template, on a file from the workflow',
			},
		],
		default: 'file',
		displayOptions: { show: forCreate },
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		description: 'The ID of the template on the WoSignDoc platform (模板 ID)',
		displayOptions: {
			show: { ...forCreate, documentSource: ['template', 'templateWithFile'] },
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
		displayOptions: { show: { ...forCreate, documentSource: ['file', 'templateWithFile'] } },
	},
	{
		displayName: 'Order Number',
		name: 'orderNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CONTRACT-2026-0042',
		description:
			'Your own unique number of this contract (订单号). The platform takes each number once, so sending again with the same number never makes a second order.',
		displayOptions: { show: forCreate },
	},
	{
		displayName: 'Specify Signers',
		name: 'signersMode',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'form' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'form',
		displayOptions: { show: forCreate },
	},
	{
		displayName: 'Signers',
		name: 'signers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Signer',
		default: {},
		description: 'Who signs, in signing order (签署顺序)',
		options: [{ displayName: 'Signer', name: 'signer', values: signerFields }],
		displayOptions: { show: { ...forCreate, signersMode: ['form'] } },
	},
	{
		displayName: 'Signers',
		name: 'signersJson',
		type: 'json',
		typeOptions: { rows: 12 },
		default: SIGNERS_EXAMPLE,
		description:
			'An array of signers in the API’s own field names. Images may be base64 text in <code>stampbase</code>, <code>pic</code> and <code>otherpic</code>, or binary fields named in <code>stampBinary</code>, <code>picBinary</code> and <code>otherpicBinary</code>.',
		displayOptions: { show: { ...forCreate, signersMode: ['json'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: forCreate },
		options: [
			{
				displayName: 'File Format',
				name: 'fileFormat',
				type: 'string',
				default: '',
				placeholder: 'e.g. pdf',
				description:
					'The extension of the document’s format. When empty it is taken from the file’s name, else from its MIME type.',
			},
			{
				displayName: 'Password',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'The signed document will open only with this password (签署文档密码)',
			},
			{
				displayName: 'Subject',
				name: 'subject',
				type: 'string',
				default: '',
				description:
					'Subject of the document (文档主题), at most 256 characters. When empty the template’s own is used.',
			},
		],
	},
];
