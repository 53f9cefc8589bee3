/** The fields of `error` in an item that failed, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const ERROR_FIELDS = {
	code: [
		'number or string',
		'The platform’s code, e.g. `-57`, the first where there are several; else one of the node’s own, below; `unexpected` for anything else',
	],
	message: ['string', 'What happened'],
	description: ['string', 'What to do about it, if anything can be said'],
	messageZh: ['string', 'The platform’s own words (说明), when it was the platform that refused'],
	kind: [
		'string',
		'Whose matter it is, when it was the platform that refused: `request`, `conflict`, `credential`, `account`, `server` or `unknown`',
	],
	errors: [
		'array',
		'Only when the platform gave several codes: one `{ code, message, messageZh, kind }` for each',
	],
	problems: [
		'array',
		'With `invalidParameters`: one `{ where, message }` for each thing that is wrong',
	],
	httpStatus: ['number', 'The HTTP status of an answer that is not the platform’s'],
} satisfies Record<string, readonly [type: string, text: string]>;
