import type { CheckedOrder } from '../../nodes/WoSignDoc/operations/checkSignOrder';
import type { PositionsPreview } from '../../nodes/WoSignDoc/operations/previewPositions';
import type { ListedBox } from '../../nodes/WoSignDoc/order/preview/boxList';
import type { CreatedOrder, ExistingOrder } from '../../nodes/WoSignDoc/order/send/parseResponse';

type Fields<Name extends string> = Record<Name, readonly [type: string, text: string]>;

const WARNINGS = 'One `{ code, where, message }` for each thing that may go wrong';
const PARTS = [
	'array',
	'One `{ part, name, firstPage, pages }` for each file that the document was joined from; left out unless Document Source is Several Files',
] as const;

/** What comes out of an order that was created, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const CREATED_FIELDS = {
	status: ['number', '`1`: the platform took the order'],
	signid: ['string', 'The platform’s ID of the order; the signed document comes back with it'],
	orderNumber: ['string', 'Your order number'],
	answer: [
		'object',
		'What else the platform answered, without secrets; left out when there is nothing',
	],
	parts: PARTS,
	warnings: ['array', `${WARNINGS}; left out when there is none`],
} satisfies Fields<keyof CreatedOrder | 'parts' | 'warnings'>;

/** The same, of an order that the platform had before. */
export const EXISTING_FIELDS = {
	alreadyExists: ['boolean', '`true`: the platform has an order of this number; none was made'],
	state: ['string', '`signing` (the platform answered -47) or `signed` (-46)'],
	orderNumber: ['string', 'Your order number'],
	answer: [
		'object',
		'What else the platform answered, without secrets; left out when there is nothing',
	],
	warnings: ['array', `${WARNINGS}; left out when there is none`],
} satisfies Fields<keyof ExistingOrder | 'warnings'>;

/** What the operation Check tells of an order. */
export const CHECKED_FIELDS = {
	valid: ['boolean', 'Whether Create would send it'],
	errors: ['array', 'One `{ where, message }` for each thing that is wrong; empty when valid'],
	warnings: ['array', `${WARNINGS}; may be empty`],
	pages: ['number', 'Pages of the document; left out when it is no PDF or could not be looked at'],
	parts: PARTS,
	request: [
		'object',
		'What would be sent, in the API’s field names: secrets as `•••`, each file as its `size` and `sha256`; only when nothing is wrong with the order itself',
	],
	requestSize: ['number', 'Bytes of the request; only together with `request`'],
	callbackSize: [
		'number or null',
		'About how many bytes the push of the signed document will have; `null` for a template’s own document; only together with `request`',
	],
} satisfies Fields<keyof CheckedOrder>;

/** What comes out beside a preview. */
export const PREVIEW_FIELDS = {
	positions: ['array', 'One for each box that is drawn, in the order of the signers'],
	pages: ['number', 'Pages of the document, without the legend'],
	parts: PARTS,
	errors: ['array', 'One `{ where, message }` for each thing that is wrong with the order'],
	warnings: ['array', `${WARNINGS}; may be empty`],
} satisfies Fields<keyof PositionsPreview>;

/** One box of a preview. */
export const PREVIEWED_POSITION_FIELDS = {
	number: ['number', 'The number in the picture and in the legend'],
	signer: ['number', 'Which of the signers, from 1'],
	name: ['string', 'The signer’s name'],
	position: ['number', 'Which of the signer’s positions, from 1; one may have many boxes'],
	page: ['number', 'The page, from 1'],
	fractions: ['object', '`x1`, `y1`, `x2`, `y2` as the API gets them, from the lower left'],
	millimeters: ['object', 'The same in millimeters, with `width` and `height`'],
	overlaps: ['array', 'The numbers of the boxes that this one overlaps'],
	offPage: ['boolean', 'Whether it reaches past the page; then the order cannot be sent'],
	keyword: ['string', 'The text at which it is; left out when it is placed otherwise'],
} satisfies Fields<keyof ListedBox>;
