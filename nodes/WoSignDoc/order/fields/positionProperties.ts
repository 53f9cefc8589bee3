import type { INodeProperties } from 'n8n-workflow';
import { PRESETS } from '../../protocol/placement/positionSchema';
import { keywordFields } from './keywordProperties';

const byCorners = { show: { placeBy: ['corners'] } };
const byCenter = { show: { placeBy: ['center'] } };
const withSize = { show: { placeBy: ['center', 'preset'] } };
/** All but a position at a keyword, which has its own field for the pages to search. */
const onThePage = { show: { placeBy: ['corners', 'center', 'preset'] } };
const byPreset = { show: { placeBy: ['preset'] } };

/** Turns `lowerRight` into `Lower Right`. */
function inTitleCase(name: string): string {
	return name.replace(/^[a-z]|[A-Z]/g, (letter, at) => (at > 0 ? ' ' : '') + letter.toUpperCase());
}

function length(
	name: string,
	displayName: string,
	fallback: number,
	description: string,
	displayOptions: INodeProperties['displayOptions'] = byCorners,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		default: fallback,
		description: `${description}, in the 'Unit' above`,
		...(displayOptions && { displayOptions }),
	};
}

/** A length that may be left empty. */
function optionalLength(
	name: string,
	displayName: string,
	usual: number,
	description: string,
	displayOptions: INodeProperties['displayOptions'] = withSize,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${usual} mm`,
		description: `${description}, in the 'Unit' above; when empty ${usual} mm`,
		...(displayOptions && { displayOptions }),
	};
}

/** The fields of one position, in the user's units (PROTOCOL.md, CreateSignOrder, `signlist`). */
export const positionFields: INodeProperties[] = [
	{
		displayName: 'Part',
		name: 'part',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2',
		description:
			'The part in which pages are counted or the keyword is looked for: its number, counted from 1, or the name of its field or file. When empty all parts count as one document.',
		displayOptions: { show: { '/documentSource': ['files'] } },
	},
	{
		displayName: 'Sign On',
		name: 'signOn',
		type: 'options',
		options: [
			{
				name: 'Every Page',
				value: 'every',
				description: 'A box on each page; not a seal across the edges of all pages',
			},
			{ name: 'Last Page', value: 'last' },
			{ name: 'Pages Below', value: 'pages', description: "Those of the field 'Pages'" },
		],
		default: 'pages',
		description:
			'The pages that get a box. See <a href="https://github.com/n8n-nodes-wosigndoc/n8n-nodes-wosigndoc/blob/main/docs/DOCUMENTS.md">the guide to documents</a> for a mark on every page.',
		displayOptions: onThePage,
	},
	{
		displayName: 'Pages',
		name: 'page',
		type: 'string',
		default: '1',
		placeholder: 'e.g. 1,3-5,last',
		description:
			'Pages of the document, counted from 1: single ones, ranges, <code>last</code>, <code>odd</code>, <code>even</code> or <code>all</code>, separated by commas',
		displayOptions: { show: { ...onThePage.show, signOn: ['pages'] } },
	},
	{
		displayName: 'Place By',
		name: 'placeBy',
		type: 'options',
		builderHint: {
			propertyHint:
				"Prefer 'keyword' if the PDF has a text where the signature goes, such as a line for the seal, else 'preset'. Use 'corners' or 'center' only with known coordinates.",
		},
		options: [
			{
				name: 'Center and Size',
				value: 'center',
				description: 'The middle of the box, its width and its height',
			},
			{
				name: 'Corners',
				value: 'corners',
				description: 'Two opposite corners of the box, as the WoSignDoc API has them',
			},
			{
				name: 'Keyword',
				value: 'keyword',
				description: 'At a text in the PDF, wherever it is',
			},
			{
				name: 'Preset',
				value: 'preset',
				description: 'One of nine usual positions, for example the lower right of the page',
			},
		],
		default: 'corners',
		description: 'How to say where on the page the signature or seal goes',
	},
	{
		displayName: 'Preset',
		name: 'preset',
		type: 'options',
		options: [...PRESETS].sort().map((value) => ({ name: inTitleCase(value), value })),
		default: 'lowerRight',
		description: 'Where on the page the box is',
		displayOptions: byPreset,
	},
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'options',
		options: [
			{
				name: 'Fraction of the Page',
				value: 'fraction',
				description: 'From 0 to 1, as the WoSignDoc API has it',
			},
			{ name: 'Millimeters', value: 'mm', description: 'Needs a PDF, whose page size is known' },
			{ name: 'Percent of the Page', value: 'percent', description: 'From 0 to 100' },
			{ name: 'Points', value: 'pt', description: '1/72 inch. Needs a PDF.' },
		],
		default: 'fraction',
		description: 'What the numbers below mean',
		displayOptions: onThePage,
	},
	{
		displayName: 'Measure From',
		name: 'origin',
		type: 'options',
		options: [
			{
				name: 'Lower Left of the Page',
				value: 'lowerLeft',
				description: 'Y counts upwards, as the WoSignDoc API has it',
			},
			{
				name: 'Upper Left of the Page',
				value: 'upperLeft',
				description: 'Y counts downwards, as on a screen',
			},
		],
		default: 'lowerLeft',
		description: 'The corner of the page that the numbers count from',
		displayOptions: { show: { placeBy: ['corners', 'center'] } },
	},
	length('x1', 'Left (X1)', 0.6, 'Left edge of the box'),
	length('y1', 'First Y (Y1)', 0.1, 'Edge of the box that is nearer to where you measure from'),
	length('x2', 'Right (X2)', 0.8, 'Right edge of the box'),
	length('y2', 'Second Y (Y2)', 0.2, 'Edge of the box that is farther from where you measure from'),
	length('centerX', 'Center X', 0.7, 'Middle of the box, from the left', byCenter),
	length('centerY', 'Center Y', 0.15, 'Middle of the box, upwards or downwards', byCenter),
	optionalLength('width', 'Width', 40, 'Width of the box'),
	optionalLength('height', 'Height', 20, 'Height of the box'),
	optionalLength('margin', 'Margin', 15, 'Distance from the edges of the page', byPreset),
	...keywordFields,
];
