import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_COUNTRY, SIGN_TYPES } from '../../protocol/constants';
import { countryOptions } from '../../protocol/countries';
import { positionFields } from './positionProperties';

const forOrganization = { show: { signType: [SIGN_TYPES.organization] } };
const forPerson = { show: { signType: [SIGN_TYPES.person] } };

const IMAGE_HINT =
	'The name of the input binary field, or an expression that gives the binary field of another node';

const identityFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'signType',
		type: 'options',
		options: [
			{
				name: 'Organization',
				value: SIGN_TYPES.organization,
				description: 'A company or other body signs with its seal',
			},
			{
				name: 'Person',
				value: SIGN_TYPES.person,
				description: 'A person signs in their own name',
			},
		],
		default: '1',
		description: 'Whether a company or a person signs',
	},
	{
		displayName: 'Organization Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Example Technology Co., Ltd.',
		hint: 'As on the business license',
		description: 'Full name as on the business license, character by character',
		displayOptions: forOrganization,
	},
	{
		displayName: 'License Number',
		name: 'number',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 91310000MA1EXAMPLY',
		hint: 'The unified social credit code, 18 characters',
		description:
			'Number of the business license: the unified social credit code of 18 characters, or the old number of 15 digits',
		displayOptions: forOrganization,
	},
	{
		displayName: 'Person’s Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Zhang San',
		hint: 'As on the identity card',
		description: 'Name as on the identity card, character by character',
		displayOptions: forPerson,
	},
	{
		displayName: 'Identity Card Number',
		name: 'number',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 11010519491231002X',
		hint: '18 characters',
		description:
			'Number of the identity card, 18 characters; of a foreign signer the number of their own document',
		displayOptions: forPerson,
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'options',
		options: countryOptions(),
		default: DEFAULT_COUNTRY,
		description: 'Where the signer belongs. For China nothing is sent.',
	},
];

const imageFields: INodeProperties[] = [
	{
		displayName: 'Business License Image',
		name: 'picBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. license',
		hint: IMAGE_HINT,
		description:
			'Picture of the business license, JPEG or PNG. WoSignDoc requires it and answers -57 without it.',
		displayOptions: forOrganization,
	},
	{
		displayName: 'Identity Card Image',
		name: 'picBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. idCard',
		hint: IMAGE_HINT,
		description:
			'Picture of the identity card, JPEG or PNG. WoSignDoc requires it and answers -57 without it.',
		displayOptions: forPerson,
	},
	{
		displayName: 'Other Material Image',
		name: 'otherpicBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. material',
		hint: IMAGE_HINT,
		description:
			'Picture of other material, for example a letter of authority. WoSignDoc requires it and answers -57 without it.',
	},
	{
		displayName: 'Stamp Image',
		name: 'stampBinary',
		type: 'string',
		default: '',
		placeholder: 'e.g. stamp',
		hint: IMAGE_HINT,
		description:
			'Picture of the seal or handwritten signature to be placed. When empty the platform uses its own.',
	},
];

/** The fields of one signer (PROTOCOL.md, CreateSignOrder, A signer). */
export const signerFields: INodeProperties[] = [
	...identityFields,
	...imageFields,
	{
		displayName: 'Positions',
		name: 'positions',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			fixedCollection: {
				// An expression isn't used as a title.
				itemTitle:
					'=Position {{ $collection.item.index + 1 }}{{ $collection.item.value.placeBy === "keyword" ? (/^[^=]/.test($collection.item.value.keyword ?? "") ? ", at " + $collection.item.value.keyword : "") : $collection.item.value.signOn === "every" ? ", every page" : $collection.item.value.signOn === "last" ? ", last page" : /^[^=]/.test($collection.item.value.page ?? "") ? ", page " + $collection.item.value.page : "" }}',
			},
		},
		placeholder: 'Add Position',
		default: {},
		description:
			'Where this signer signs. Required for a document without a template; without any, the positions of the template apply.',
		options: [{ displayName: 'Position', name: 'position', values: positionFields }],
	},
];

/** The initial value of the parameter `signersJson`. */
export const SIGNERS_EXAMPLE = JSON.stringify(
	[
		{
			signType: '1',
			orgName: 'Example Technology Co., Ltd.',
			orgNo: '91310000MA1EXAMPLY',
			picBinary: 'license',
			otherpicBinary: 'material',
			signlist: [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }],
		},
		{
			signType: '2',
			userName: 'Zhang San',
			userNo: '11010519491231002X',
			picBinary: 'idCard',
			otherpicBinary: 'material',
			signlist: [{ page: 'last', placeBy: 'preset', preset: 'lowerRight' }],
		},
	],
	null,
	2,
);
