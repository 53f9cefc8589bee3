import type { INodeProperties } from 'n8n-workflow';

const atKeyword = { show: { placeBy: ['keyword'] } };

/** The fields of a position at a keyword of the document; lengths in millimeters. */
export const keywordFields: INodeProperties[] = [
	{
		displayName: 'Keyword',
		name: 'keyword',
		type: 'string',
		default: '',
		placeholder: 'e.g. Party A (seal)',
		description:
			'Text in the PDF, case-sensitive. Spaces, full or half width, look-alike radicals, and how the PDF splits the text don’t matter.',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Occurrence',
		name: 'hit',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'A box at each' },
			{ name: 'First', value: 'first', description: 'Pages from the first, each from its top' },
			{ name: 'Last', value: 'last', description: 'The last on the last page that has one' },
			{ name: 'Number', value: 'number', description: 'One of them by its number' },
			{
				name: 'The Only One',
				value: 'only',
				description: 'The order is refused if the keyword occurs more than once',
			},
		],
		default: 'only',
		description: 'Which is meant if the keyword occurs more than once',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Occurrence Number',
		name: 'hitNumber',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Counted from 1, from the first page on and from the top of each page',
		displayOptions: { show: { placeBy: ['keyword'], hit: ['number'] } },
	},
	{
		displayName: 'Search Pages',
		name: 'pages',
		type: 'string',
		default: 'all',
		placeholder: 'e.g. 1,3-5,last',
		description:
			'Pages on which the keyword is looked for: numbers, ranges, <code>last</code>, <code>odd</code>, <code>even</code> or <code>all</code>',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Match Across Lines',
		name: 'acrossLines',
		type: 'boolean',
		default: false,
		description:
			'Whether to also find a keyword that continues on the next line or in the next table cell, with or without a hyphen, if it isn’t on a single line of these pages. The box is placed at its first part.',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Anchor',
		name: 'anchor',
		type: 'options',
		options: [
			{
				name: 'Center',
				value: 'center',
				description: 'The middle of the box on the middle of the keyword, as seals are put',
			},
			{ name: 'Lower Left Corner', value: 'lowerLeft' },
			{
				name: 'Lower Right Corner',
				value: 'lowerRight',
				description: 'The box begins where the keyword ends',
			},
			{ name: 'Upper Left Corner', value: 'upperLeft' },
			{ name: 'Upper Right Corner', value: 'upperRight' },
		],
		default: 'center',
		description:
			'Where at the keyword the box is: over its middle, or with the box’s lower left corner on a corner of the keyword',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Offset Right (Millimeters)',
		name: 'offsetX',
		type: 'number',
		default: 0,
		description: 'How far the box is moved to the right; negative numbers move it to the left',
		displayOptions: atKeyword,
	},
	{
		displayName: 'Offset Up (Millimeters)',
		name: 'offsetY',
		type: 'number',
		default: 0,
		description: 'How far the box is moved up; negative numbers move it down',
		displayOptions: atKeyword,
	},
	size('Width', 'width', 40),
	size('Height', 'height', 20),
];

function size(label: string, name: string, usual: number): INodeProperties {
	return {
		displayName: `${label} (Millimeters)`,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${usual}`,
		description: `${label} of the box; when empty ${usual}`,
		displayOptions: atKeyword,
	};
}
