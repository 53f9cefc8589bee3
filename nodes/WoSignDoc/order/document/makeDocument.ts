import type { OrderFiles } from '../../shared/fileCache';
import type { GivenOrder } from '../input/readInput';
import { fillDocument } from './fillDocument';
import { joinFiles } from './joinFiles';
import type { MadeDocument, OrderInput } from './orderInput';

/**
 * Makes the document to send from the input, step by step: each step takes the previous step's document. Everything
 * after, from the inspection to the request, sees only the finished document. If a step fails, there is none
 * (`filebase` is missing), and its problems say why.
 */
export async function makeDocument(files: OrderFiles, given: GivenOrder): Promise<OrderInput> {
	const { documentSource, parts, form, ...order } = given;
	const joined: MadeDocument = parts
		? await joinFiles(files, parts)
		: { document: order.document, problems: [], warnings: [] };
	const made = form ? await fillDocument(files, joined, form) : joined;
	return {
		...order,
		documentSource: documentSource === 'files' ? 'file' : documentSource,
		document: made.document,
		...(made.parts && { parts: made.parts }),
		problems: [...order.problems, ...made.problems],
		warnings: [...order.warnings, ...made.warnings],
	};
}
