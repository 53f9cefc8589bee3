import type { CheckedOrder } from '../../nodes/WoSignDoc/operations/checkSignOrder';
import type { PositionsPreview } from '../../nodes/WoSignDoc/operations/previewPositions';
import type { ListedBox } from '../../nodes/WoSignDoc/order/preview/boxList';
import type { CreatedOrder, ExistingOrder } from '../../nodes/WoSignDoc/order/send/parseResponse';

type Fields<Name extends string> = Record<Name, readonly [type: string, text: string]>;

const WARNINGS = 'One `{ code, where, message }` per possible problem';
const PARTS = [
	'array',
	'One `{ part, name, firstPage, pages }` per file that the document was joined from; only if Document Source is Several Files',
] as const;

/** The output for a created order. Used only for `docs/REFERENCE.md`. */
export const CREATED_FIELDS = {
	status: ['number', '`1`: the platform accepted the order'],
	signid: [
		'string',
		'The platform’s ID for the order; the push of the signed document has it, too',
	],
	orderNumber: ['string', 'Your order number'],
	answer: [
		'object',
		'Any other fields of the platform’s response, without secrets; omitted if there are none',
	],
	parts: PARTS,
	warnings: ['array', `${WARNINGS}; omitted if there are none`],
} satisfies Fields<keyof CreatedOrder | 'parts' | 'warnings'>;

/** The output for an order that already existed on the platform. */
export const EXISTING_FIELDS = {
	alreadyExists: [
		'boolean',
		'`true`: the platform already has an order with this number; no order was created',
	],
	state: ['string', '`signing` (the platform returned -47) or `signed` (-46)'],
	orderNumber: ['string', 'Your order number'],
	answer: [
		'object',
		'Any other fields of the platform’s response, without secrets; omitted if there are none',
	],
	warnings: ['array', `${WARNINGS}; omitted if there are none`],
} satisfies Fields<keyof ExistingOrder | 'warnings'>;

/** The output of Check. */
export const CHECKED_FIELDS = {
	valid: ['boolean', 'Whether Create would send the order'],
	errors: ['array', 'One `{ where, message }` per problem; empty if valid'],
	warnings: ['array', `${WARNINGS}; may be empty`],
	pages: ['number', 'Number of pages; omitted if the document isn’t a PDF or could not be read'],
	parts: PARTS,
	request: [
		'object',
		'The request that would be sent, with the API’s field names: secrets as `•••`, each file as its `size` and `sha256`; only if the order itself has no problems',
	],
	requestSize: ['number', 'Size of the request in bytes; only with `request`'],
	callbackSize: [
		'number or null',
		'Approximate size in bytes of the push with the signed document; `null` for a template’s own document; only with `request`',
	],
} satisfies Fields<keyof CheckedOrder>;

/** The output of Preview Positions in addition to the preview. */
export const PREVIEW_FIELDS = {
	positions: ['array', 'One object per drawn box, in signing order'],
	pages: ['number', 'Number of pages, without the legend'],
	parts: PARTS,
	errors: ['array', 'One `{ where, message }` per problem with the order'],
	warnings: ['array', `${WARNINGS}; may be empty`],
} satisfies Fields<keyof PositionsPreview>;

/** One box of a preview. */
export const PREVIEWED_POSITION_FIELDS = {
	number: ['number', 'The number in the picture and in the legend'],
	signer: ['number', 'The number of the signer, from 1'],
	name: ['string', 'The signer’s name'],
	position: [
		'number',
		'The number of the signer’s position, from 1; a position can have several boxes',
	],
	page: ['number', 'The page, from 1'],
	fractions: ['object', '`x1`, `y1`, `x2`, `y2` as sent to the API, from the lower left'],
	millimeters: ['object', 'The same in millimeters, with `width` and `height`'],
	overlaps: ['array', 'The numbers of the boxes that this one overlaps'],
	offPage: ['boolean', 'Whether it extends beyond the page, so that the order can’t be sent'],
	keyword: ['string', 'The text it is placed at; omitted for other positions'],
} satisfies Fields<keyof ListedBox>;
