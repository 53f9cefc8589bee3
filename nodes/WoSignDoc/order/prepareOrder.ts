import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../protocol/errors';
import type { StoredFiles } from '../shared/binarySource';
import type { DocumentFacts } from './documentFacts';
import { documentFacts, judgedDocument } from './documentFacts';
import type { Order } from './inputSchema';
import { orderSchema } from './inputSchema';
import type { OrderNotice } from './orderNotice';
import { orderNotices } from './orderNotices';
import { orderProblems } from './orderProblems';
import type { OrderOptions } from './parameterSchema';
import { keywordsIn } from './keywordsIn';
import type { OrderInput } from './readInput';
import { readInput } from './readInput';

/** An order looked at from all sides: ready to be sent, or with everything that is wrong with it. */
export type PreparedOrder = {
	readonly input: OrderInput;
	readonly facts: DocumentFacts;
	readonly notices: readonly OrderNotice[];
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
	const facts = await documentFacts(files, input.document, keywordsIn(input.signerlist));
	const judged = input.document ? { document: judgedDocument(input.document, facts) } : {};
	const parsed = orderSchema(facts.pages, facts.text).safeParse({ ...input, ...judged });
	const problems = withoutEchoes(input.problems, parsed.error ? orderProblems(parsed.error) : []);
	if (!parsed.success || problems.length > 0) {
		return { kind: 'wrong', problems, notices: input.notices, input, facts };
	}
	const order = parsed.data;
	const notices = await orderNotices(files, input, order, facts);
	return options.warningsAsErrors && notices.length > 0
		? { kind: 'wrong', problems: notices, notices: [], input, facts }
		: { kind: 'ready', order, notices, input, facts };
}

/** Signers that could not be read are not missing as well: a place that has its problem has no second one. */
function withoutEchoes(known: readonly Problem[], later: readonly Problem[]): Problem[] {
	const places = new Set(known.map(({ where }) => where));
	return [...known, ...later.filter(({ where }) => !places.has(where))];
}
