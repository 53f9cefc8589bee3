import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { withoutEchoes } from '../../protocol/errors';
import type { StoredFiles } from '../../shared/binarySource';
import { inWords } from '../../shared/inWords';
import type { OrderOptions } from '../input/parameterSchema';
import type { OrderInput } from '../input/readInput';
import { readInput } from '../input/readInput';
import type { OrderWarning } from '../orderWarning';
import type { DocumentFacts } from './documentFacts';
import { documentFacts, judgedDocument } from './documentFacts';
import type { Order } from './orderSchema';
import { orderSchema } from './orderSchema';
import { keywordsIn } from './keywordsIn';
import { findWarnings } from './findWarnings';
import { orderProblems } from './orderProblems';

/** An order looked at from all sides: ready to be sent, or with everything that is wrong with it. */
export type PreparedOrder = {
	readonly input: OrderInput;
	readonly facts: DocumentFacts;
	readonly warnings: readonly OrderWarning[];
} & (
	| { readonly kind: 'ready'; readonly order: Order }
	| { readonly kind: 'wrong'; readonly problems: readonly Problem[] }
);

/**
 * Reads one item's order and judges it: what makes it impossible, and what may go wrong. With the option
 * `warningsAsErrors` the latter makes it impossible, too.
 */
export async function prepareOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	options: OrderOptions,
	files: StoredFiles,
): Promise<PreparedOrder> {
	const input = await readInput(context, itemIndex, options);
	const facts: DocumentFacts = input.documentSource
		? await documentFacts(files, input.document, keywordsIn(input.signerlist))
		: UNKNOWN_SOURCE.facts;
	const parsed = judged(input, facts);
	const problems = withoutEchoes(
		input.problems,
		parsed.error ? orderProblems(parsed.error, input) : [],
	);
	if (!parsed.success || problems.length > 0) {
		return { kind: 'wrong', problems, warnings: input.warnings, input, facts };
	}
	const order = parsed.data;
	const warnings = await findWarnings(files, input, order, facts);
	return options.warningsAsErrors && warnings.length > 0
		? { kind: 'wrong', problems: warnings, warnings: [], input, facts }
		: { kind: 'ready', order, warnings, input, facts };
}

/** Where it is not known what is to be signed, which has its problem, all else is judged all the same. */
const UNKNOWN_SOURCE = {
	facts: { pages: 'unreadable' },
	fields: { documentSource: 'template', tempid: '-' },
} satisfies { facts: DocumentFacts; fields: object };

function judged(input: OrderInput, facts: DocumentFacts) {
	const document = input.document && judgedDocument(input.document, facts);
	const fields = input.documentSource ? {} : UNKNOWN_SOURCE.fields;
	return orderSchema(facts.pages, facts.text).safeParse(
		{ ...input, document, ...fields },
		{ errorMap: inWords },
	);
}
