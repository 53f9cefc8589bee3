import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Alternatives for when a platform expects a different request and the vendor's document is silent or contradicts
 * itself, sorted by label. docs/FIRST-CONTACT.md has the symptom that calls for each.
 */
export const PLATFORM_VARIATIONS = [
	'emptyFields',
	'escapedPlusSigns',
	'lowerCaseOrderNumber',
	'pagesAsText',
	'pagesFromZero',
	'positionsFromUpperLeft',
	'signerTypeAsNumber',
	'sortedKeys',
] as const;
export type PlatformVariation = (typeof PLATFORM_VARIATIONS)[number];
export type PlatformVariations = ReadonlySet<PlatformVariation>;

const TEXTS: Readonly<Record<PlatformVariation, readonly [name: string, description: string]>> = {
	emptyFields: [
		'Empty Fields',
		'Send optional fields that are empty as "" instead of leaving them out',
	],
	escapedPlusSigns: ['Escaped Plus Signs', 'In JSON, send + and % as \\u002B and \\u0025'],
	lowerCaseOrderNumber: ['Lowercase Order Number Key', 'Send ordernumber instead of orderNumber'],
	pagesAsText: ['Page Numbers as Text', 'Send "1" instead of 1'],
	pagesFromZero: ['Pages From Zero', 'Send 0 for the first page'],
	positionsFromUpperLeft: [
		'Positions From Upper Left',
		'Measure positions downwards from the page’s upper left corner',
	],
	signerTypeAsNumber: ['Signer Type as Number', 'Send 1 or 2 without quotes'],
	sortedKeys: ['Sorted Keys', 'Send the keys of each object sorted by name'],
};

/** Their options in n8n's form. */
export const variationOptions: INodePropertyOptions[] = PLATFORM_VARIATIONS.map((value) => {
	const [name, description] = TEXTS[value];
	return { name, value, description };
});
