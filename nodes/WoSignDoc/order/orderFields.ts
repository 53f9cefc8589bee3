import type { CheckedOrder } from './checkSignOrders';
import type { CreatedOrder, ExistingOrder } from './parseResponse';

type Fields<Name extends string> = Record<Name, readonly [type: string, text: string]>;

const WARNINGS = 'One `{ code, where, message }` for each thing that may go wrong';

/** What comes out of an order that was created, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const CREATED_FIELDS = {
	status: ['number', '`1`: the platform took the order'],
	signid: ['string', 'The platform’s ID of the order; the signed document comes back with it'],
	orderNumber: ['string', 'Your order number'],
	warnings: ['array', `${WARNINGS}; left out when there is none`],
} satisfies Fields<keyof CreatedOrder | 'warnings'>;

/** The same, of an order that the platform had before. */
export const EXISTING_FIELDS = {
	alreadyExists: ['boolean', '`true`: the platform has an order of this number; none was made'],
	state: ['string', '`signing` (the platform answered -47) or `signed` (-46)'],
	orderNumber: ['string', 'Your order number'],
	warnings: ['array', `${WARNINGS}; left out when there is none`],
} satisfies Fields<keyof ExistingOrder | 'warnings'>;

/** What the operation Check tells of an order. */
export const CHECKED_FIELDS = {
	valid: ['boolean', 'Whether Create would send it'],
	errors: ['array', 'One `{ where, message }` for each thing that is wrong; empty when valid'],
	warnings: ['array', `${WARNINGS}; may be empty`],
	pages: ['number', 'Pages of the document; left out when it is no PDF or could not be looked at'],
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
