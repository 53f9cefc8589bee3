import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { mergeProblems } from '../../protocol/errors';
import type { PlacedBox } from '../../protocol/placement/boxWarnings';
import type { OrderFiles } from '../../shared/fileCache';
import { validationMessage } from '../../shared/validationMessage';
import type { OrderInput } from '../document/orderInput';
import { makeDocument } from '../document/makeDocument';
import { readInput } from '../input/readInput';
import type { OrderOptions } from '../input/readOptions';
import type { OrderWarning } from '../orderWarning';
import { findWarnings } from './findWarnings';
import type { InspectedDocument } from './inspectDocument';
import { inspectDocument } from './inspectDocument';
import { numberIssues } from './numberIssues';
import { orderProblems } from './orderProblems';
import type { Order } from './orderSchema';
import { orderSchema } from './orderSchema';
import { keywordsOf, parsePositions } from './parsePositions';
import { placedBoxes } from './placedBoxes';

/** A checked order: ready to send, or with everything that is wrong with it. */
export type PreparedOrder = {
	readonly input: OrderInput;
	readonly document: InspectedDocument;
	/** Includes those of an invalid order, which may extend beyond their page. */
	readonly boxes: readonly PlacedBox[];
	readonly warnings: readonly OrderWarning[];
} & (
	| { readonly kind: 'ready'; readonly order: Order }
	| { readonly kind: 'wrong'; readonly problems: readonly Problem[] }
);

/**
 * Reads and checks one item's order: what makes it impossible, and what may go wrong. With the option
 * `warningsAsErrors` the latter makes it impossible, too.
 */
export async function prepareOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	options: OrderOptions,
	files: OrderFiles,
): Promise<PreparedOrder> {
	const given = await readInput(context, itemIndex, options, files);
	const input = await makeDocument(files, given);
	const parsed = parsePositions(input.signerlist);
	const document = await inspectDocument(files, input, keywordsOf(parsed.positions));
	const { boxes, issues } = placedBoxes(parsed.positions, document, input.parts);
	const fields = orderSchema.safeParse(withSource(input), { errorMap: validationMessage });
	const problems = mergeProblems(
		input.problems,
		orderProblems(
			input,
			document,
			[...(fields.error?.issues ?? []), ...numberIssues(input.signerlist)],
			[...parsed.issues, ...issues],
		),
	);
	const found = { input, document, boxes };
	if (!fields.success || document.kind !== 'usable' || problems.length > 0) {
		return { kind: 'wrong', problems, warnings: input.warnings, ...found };
	}
	const order = { ...fields.data, boxes };
	const warnings = await findWarnings(files, input, order, document);
	return options.warningsAsErrors && warnings.length > 0
		? { kind: 'wrong', problems: warnings, warnings: [], ...found }
		: { kind: 'ready', order, warnings, ...found };
}

/** If the Document Source is invalid, which is already reported, everything else is still checked. */
function withSource(input: OrderInput): object {
	return input.documentSource ? input : { ...input, documentSource: 'template', tempid: '-' };
}
