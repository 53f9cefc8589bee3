import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readOptions } from '../order/input/readOptions';
import { repeatedNumbers } from '../order/judge/repeatedNumbers';
import { warningText } from '../order/orderWarning';
import { Hints } from '../order/send/hints';
import { sendOrder } from '../order/send/sendOrder';
import { expiryNotice } from '../protocol/certificate/clientCertificate';
import type { Problem, ProtocolError } from '../protocol/errors';
import { invalidParameters } from '../protocol/errors';
import { forEachItem } from '../shared/itemLoop';
import { toNodeError } from '../shared/nodeErrors';

/**
 * The operation `signOrder: create`: one order per item. Items that share an order number are rejected before anything
 * is sent; n8n's own Retry On Fail may run this again, since the platform accepts each number only once.
 */
export async function createSignOrder(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const repeated = repeatedNumbers(context);
	const [first] = repeated;
	if (first && !context.continueOnFail()) {
		const [itemIndex, problem] = first;
		throw toNodeError(repeatedNumber(problem), context.getNode(), itemIndex);
	}
	const hints = new Hints();
	const run = async (itemIndex: number): Promise<IDataObject> => {
		const problem = repeated.get(itemIndex);
		if (problem) throw repeatedNumber(problem);
		const options = readOptions(context, itemIndex);
		const { outcome, warnings, parts, certificateEnd } = await sendOrder(
			context,
			itemIndex,
			options,
		);
		const expiry = expiryNotice(certificateEnd, new Date(), context.getTimezone());
		const texts = warnings.map(warningText);
		[...texts, ...(expiry ? [expiry] : [])].forEach((text) => hints.add(text));
		return {
			...outcome,
			...parts,
			...(texts.length > 0 && { warnings: warnings.map((warning) => ({ ...warning })) }),
		};
	};
	const outputs = await forEachItem(context, {
		// One for the whole run, because only the first item's value counts.
		batching: readOptions(context, 0).batching,
		run,
		doneBefore: ordersExist,
	});
	context.addExecutionHints(...hints.list());
	return outputs;
}

function repeatedNumber(problem: Problem): ProtocolError {
	return invalidParameters([problem], { isUnsent: true });
}

function ordersExist(count: number): string {
	const orders = count === 1 ? '1 order of this run exists' : `${count} orders of this run exist`;
	return `${orders} already. Running it again is safe: the option 'On Existing Order' distinguishes them from new ones.`;
}
