/** The fields of `error` in a failed item. Used only for `docs/REFERENCE.md`. */
export const ERROR_FIELDS = {
	code: [
		'number or string',
		'The platform’s code, e.g. `-57` (the first if there are several); otherwise one of the node’s own codes below; `unexpected` for anything else',
	],
	message: ['string', 'What happened'],
	description: ['string', 'What to do about it, if known'],
	messageZh: ['string', 'The platform’s own message (说明), if the platform rejected the order'],
	kind: [
		'string',
		'The cause, if the platform rejected the order: `request`, `conflict`, `credential`, `account`, `server` or `unknown`',
	],
	errors: [
		'array',
		'Only if the platform returned several codes: one `{ code, message, messageZh, kind }` per code',
	],
	problems: ['array', 'With `invalidParameters`: one `{ where, message }` per problem'],
	httpStatus: ['number', 'The HTTP status of a response that isn’t from the platform'],
} satisfies Record<string, readonly [type: string, text: string]>;
