import type { Problem } from '../../../nodes/WoSignDoc/protocol/errors';
import { invalidParameters, ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';

const PROBLEMS: readonly Problem[] = [
	{ where: 'Order Number', message: 'is empty' },
	{ where: 'Signer 1 › Identity Card Number', message: 'has a wrong check digit' },
	{ where: '', message: 'the item has no document' },
];
const LINES = [
	'Order Number: is empty',
	'Signer 1 › Identity Card Number: has a wrong check digit',
	'the item has no document',
];
const REMEDY = 'Correct the field, or the expression in it, and run the node again.';
const REMEDIES = 'Correct these fields, or the expressions in them, and run the node again.';

describe('problems of an item are one error', () => {
	it.each<[string, readonly Problem[], string, readonly string[]]>([
		['that says the only one', PROBLEMS.slice(0, 1), LINES[0] ?? '', [REMEDY]],
		['that says the only one, of the item as a whole', PROBLEMS.slice(2), LINES[2] ?? '', [REMEDY]],
		[
			'that says the first of two, then both',
			PROBLEMS.slice(0, 2),
			'Order Number: is empty (and 1 more)',
			[...LINES.slice(0, 2), REMEDIES],
		],
		[
			'that says the first of three, then all',
			PROBLEMS,
			'Order Number: is empty (and 2 more)',
			[...LINES, REMEDIES],
		],
	])('%s', (_, problems, message, description) => {
		const error = invalidParameters(problems);
		expect(error).toMatchObject({ code: 'invalidParameters', message, problems });
		expect(error.description?.split('\n')).toEqual(description);
	});

	it('that says of an order that it was not sent, and what may explain it', () => {
		const remarks = [{ where: 'Signers', message: 'come from an expression' }];
		const error = invalidParameters(PROBLEMS, { isUnsent: true, remarks });
		expect(error.message).toBe('The order was not sent: 3 things must be corrected');
		expect(error.description?.split('\n')).toEqual([
			...LINES,
			'Signers: come from an expression',
			`${REMEDIES} This order was not sent.`,
		]);
	});
});

it('an error says what happened in one line, and needs nothing else', () => {
	const error = new ProtocolError('redirected', 'the platform\nredirects');
	expect(error.message).toBe(String.raw`the platform\u{a}redirects`);
	expect(error).toMatchObject({
		code: 'redirected',
		description: undefined,
		problems: [],
		refusal: undefined,
		httpStatus: undefined,
	});
});
